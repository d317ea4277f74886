## check

## workspace

no-workspace = There is no opsamling.yaml in { $folder }, nor in the folders above it.
    .hint = Go to the network's folder, or make a new one with: opsamling init
folder-missing = There is no folder { $folder }.
    .hint = See whether the path is written as it should be.
record-unknown = No record is called "{ $name }".
    .hint = { $nearest ->
        [none] See what there is with: opsamling list
       *[other] Did you mean { $nearest }? See what there is with: opsamling list
    }
record-ambiguous = { $count } records begin with "{ $name }": { $ids }.
    .hint = Write a little more of the name.
record-unread = { $file } has errors and cannot be read.
    .hint = See them with: opsamling check { $file }
path-outside = { $path } leads out of the network's folder.
    .hint = Put the file into the folder, and write its path from the folder's root, such as files/tips.pdf.
file-exists = { $path } is there already and is not overwritten.
    .hint = Choose another name, or move the old file first.
file-read-only = { $path } is read-only.
    .hint = Take the read-only mark off the file and try again.
file-too-large = { $path } is larger than { $megabytes } MB.
    .hint = Make the file smaller, or choose another.
file-not-text = { $path } is not text in UTF-8.
    .hint = Open the file in an editor and save it again as UTF-8.
file-in-use = { $path } is open in another program ({ $cause }).
    .hint = Close it there and try again.
disk-full = There is no room on the disk for { $path } ({ $cause }). Nothing is changed.
    .hint = Make room on the disk and try again.
disk-read-only = { $path } lies on a drive that cannot be written to ({ $cause }).
    .hint = Put the folder on a drive that you may write to.
write-denied = You may not write { $path } ({ $cause }).
    .hint = Ask for the right to write to the folder, or put it elsewhere.
read-denied = You may not read { $path } ({ $cause }).
    .hint = Ask for the right to read the file.
write-failed = { $path } could not be written ({ $cause }). Nothing is changed.
    .hint = See whether the folder is there and the drive is connected.
read-failed = { $path } could not be read ({ $cause }).
    .hint = See whether the file is there and the drive is connected.
