//! `dkim new`: makes a key in the data folder, and prints what DNS and `opsamling.yaml` are to say of it.

use super::record::DnsRecord;
use crate::cli::context::{self, Context, Read};
use crate::cli::exit::{Exit, Failure};
use crate::cli::signing;
use crate::letter::{DkimKey, KeyKind, SigningKey};
use crate::model::{DkimName, EmailAddress};
use crate::store::refuse_synchronised;
use crate::workspace::write_new_secret;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::Ed25519KeyPair;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::Datelike;
use clap::{Args, ValueEnum};

/// Make a key.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The domain that vouches.
    #[arg(long, value_name = "DOMAIN")]
    domain: Option<String>,
    /// The key's name in DNS.
    #[arg(long, value_name = "NAME")]
    selector: Option<String>,
    /// Of which kind.
    #[arg(long, value_name = "KIND", default_value = "rsa")]
    key_type: KeyType,
    /// Show what would be made.
    #[arg(long)]
    dry_run: bool,
}

/// A kind of key on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum KeyType {
    Rsa,
    Ed25519,
}

pub fn run(args: &NewArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let terminal = &context.terminal;
    let name = name(args, &read)?;
    let key_file = format!("{}.pem", name.selector());
    let data = read.data_folder(context)?;
    refuse_synchronised(&data)?;
    let path = data.join(&key_file);
    let file = [("file", path.display().to_string().into())];
    if path.symlink_metadata().is_ok() {
        return Err(Failure::wrong("dkim-key-exists").with("file", path.display().to_string()));
    }
    if args.dry_run {
        terminal.say("dkim-would", &file);
        return Ok(Exit::Done);
    }
    let pem = generated(args.key_type).ok_or_else(|| Failure::fault("dkim-not-made"))?;
    let key = SigningKey::parse(pem.as_bytes())?;
    write_new_secret(&path, pem.as_bytes())?;
    let kind = key.kind();
    let record = DnsRecord::of(&DkimKey { name, key }, &key_file)?;
    if terminal.json {
        terminal.data_as_json(&record)?;
    } else {
        terminal.data(&format!(
            "{}\n{}",
            record.in_words(terminal),
            record.settings(&read.records.settings.relay, terminal)
        ))?;
    }
    terminal.say("dkim-made", &file);
    let has_rsa = kind == KeyKind::Rsa || !read.records.settings.relay.dkim.is_empty();
    terminal.say(if has_rsa { "dkim-next" } else { "dkim-next-rsa" }, &[]);
    Ok(Exit::Done)
}

/// The name asked for; else the sender's domain and the year.
fn name(args: &NewArgs, read: &Read) -> Result<DkimName, Failure> {
    let sender = read.records.settings.sender.as_ref().map(|sender| sender.email.as_str());
    let domain = match (&args.domain, sender) {
        (Some(domain), _) => domain.clone(),
        (None, None) => return Err(Failure::wrong("no-sender")),
        (None, Some(sender)) => {
            let address =
                EmailAddress::parse(sender).map_err(|_| Failure::wrong("bad-address").with("address", sender))?;
            address.domain().to_owned()
        }
    };
    let mark = if args.key_type == KeyType::Ed25519 { "e" } else { "" };
    let usual = || format!("s{}{mark}", context::today(read.records.settings.zone()).year());
    signing::name(&domain, &args.selector.clone().unwrap_or_else(usual))
}

/// A fresh key as PEM; nothing where the system has no randomness.
fn generated(kind: KeyType) -> Option<String> {
    let der = match kind {
        KeyType::Rsa => {
            let der: Pkcs8V1Der<'_> = KeyPair::generate(KeySize::Rsa2048).ok()?.as_der().ok()?;
            STANDARD.encode(der.as_ref())
        }
        // Without the public half, as other programs read it.
        KeyType::Ed25519 => STANDARD.encode(Ed25519KeyPair::generate().ok()?.to_pkcs8v1().ok()?.as_ref()),
    };
    let mut pem = "-----BEGIN PRIVATE KEY-----\n".to_owned();
    let mut rest = der.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at(rest.len().min(64));
        pem.push_str(line);
        pem.push('\n');
        rest = more;
    }
    pem.push_str("-----END PRIVATE KEY-----\n");
    Some(pem)
}
