// Sends one letter to everybody in a file over nodemailer's pool, and says how many the relay took.
// node pool.mjs PORT LETTER.json RECIPIENTS.csv CONNECTIONS LETTERS_PER_CONNECTION
import { readFileSync } from "node:fs";
import nodemailer from "nodemailer";

const [port, letterFile, recipientsFile, connections, lettersPerConnection] = process.argv.slice(2);
const letter = JSON.parse(readFileSync(letterFile, "utf8"));
const recipients = readFileSync(recipientsFile, "utf8").trim().split("\n").slice(1).map((line) => {
  const [address, name] = line.split(";");
  return { address, name };
});

const pool = nodemailer.createTransport({
  pool: true,
  host: "127.0.0.1",
  port: Number(port),
  ignoreTLS: true,
  maxConnections: Number(connections),
  maxMessages: Number(lettersPerConnection),
});

let next = 0;
let accepted = 0;
// A few senders a connection keep every line busy.
async function sender() {
  while (next < recipients.length) {
    const recipient = recipients[next++];
    const { accepted: taken } = await pool.sendMail({ ...letter, to: recipient });
    accepted += taken.length;
  }
}
await Promise.all(Array.from({ length: 4 * Number(connections) }, sender));
pool.close();
console.log(accepted);
process.exitCode = accepted === recipients.length ? 0 : 1;
