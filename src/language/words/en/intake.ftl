## intake

### The file of subscribers

csv-empty = the file is empty
    .hint = Its first line must be the names of the columns, for example: email;name.
csv-is-xlsx = the file is an Excel workbook, not a CSV file
    .hint = Open it in Excel, choose File > Save As, and the type "CSV UTF-8".
csv-not-text = the file is not text
    .hint = Save the list as CSV and try again.
csv-without-header = the first line is not the names of the columns but an address: { $cell }
    .hint = Put a line with the names of the columns on top, for example: email;name.
csv-without-email-column = no column is called email. The columns are: { $headers }
    .hint = Call the column of addresses email or e-mail.
csv-column-twice = the columns "{ $first }" and "{ $second }" mean the same
    .hint = Delete one of them, or give it another name.

### Rows that cannot be read

csv-quote-not-closed = a quotation mark in the row is never closed, so that it runs into the next ones
    .hint = Add a quotation mark, or take the one away.
csv-row-too-short = the row has { $cells ->
        [one] 1 cell
       *[other] { $cells } cells
    }, and there are { $columns } columns
    .hint = See whether a separator is missing, or a line break too many.
csv-row-too-long = the row has { $cells } cells, and there { $columns ->
        [one] is only 1 column
       *[other] are only { $columns } columns
    }
    .hint = A cell with a separator in it must stand in quotation marks.
csv-unreadable-character = a character in the row cannot be read
    .hint = Write the row again, and save the file as "CSV UTF-8".
csv-cell-too-long = a cell is longer than { $longest } characters
    .hint = See whether a quotation mark is missing.
csv-unknown-language = the language "{ $value }" is not known
    .hint = Write da or en, or leave the cell empty.
csv-bad-list = "{ $value }" is not a list's name
    .hint = Use the name in opsamling.yaml, for example newsletter.
csv-bad-date = "{ $value }" is not a date
    .hint = Write the day they consented as 12 March 2026 or 2026-03-12.
csv-unknown-state = the state "{ $value }" is not known
    .hint = Write active, pending, paused, left or bounced, or leave the cell empty.
csv-address-missing = the address is missing
    .hint = Write a mail address in the row, or delete it.
csv-address-incomplete = "{ $address }" is not a whole mail address
    .hint = Write it as name@example.org.
csv-address-space = there is a space in the address "{ $address }"
    .hint = Take the space away. If it is two addresses, give each a row.
csv-address-character = the character { $character } cannot stand in a mail address: "{ $address }"
    .hint = Take the character away. Write the address alone, as name@example.org.
csv-address-domain = what follows the @ of "{ $address }" is not a domain
    .hint = Write the whole of it, for example example.org.
csv-address-too-long = the address is too long: "{ $address }"
    .hint = There can be at most 64 characters before the @ and 254 in all.
csv-duplicate = { $address } stood in line { $first } already
    .hint = The first row counts. Delete the second.
