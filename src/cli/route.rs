//! The way that the settings name: the relay, whom to trust that it is the one, and how one gets in; or the outbox.

use super::config::{self, Secret};
use super::context::{Context, Read};
use super::exit::Failure;
use super::sending::OUTBOX;
use crate::mailing::{Clock, Route};
use crate::model::{Carriage, Relay, RelayAuth, RelayTls, RelayUrl};
use crate::smtp::{AskSecret, Encryption, Login, NoSecret, Outbox, OutboxMark, RelayTarget, Timeouts, Trust};
use crate::store::refuse_synchronised;
use chrono::TimeDelta;
use secrecy::SecretString;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Where letters that leave so go.
///
/// # Errors
/// `Failure` where there is no relay any more, or a secret or certificate cannot be read.
pub fn route(read: &Read, data: &Path, carriage: Carriage, context: &Context) -> Result<Route, Failure> {
    refuse_synchronised(data)?;
    let outbox = |mark| Ok(Route::Outbox(Outbox::open(&data.join(OUTBOX), mark)?));
    let relay = &read.records.settings.relay;
    match (carriage, relay.url.clone().unwrap_or_default()) {
        (Carriage::Drafts, _) => outbox(OutboxMark::Draft),
        (Carriage::Outbox, _) => outbox(OutboxMark::Letter),
        // What was begun over a relay goes nowhere else: letters in the outbox would count as handed in.
        (Carriage::Relay, RelayUrl::Outbox) => Err(Failure::wrong("no-relay")),
        (Carriage::Relay, RelayUrl::Smtp { implicit_tls, user, host, port }) => {
            // Whose word is taken for the relay's being the one that it says it is.
            let trust = || Ok::<_, Failure>(Trust::new(read.ca_file()?.as_deref())?);
            let encryption = match (relay.tls.unwrap_or_default(), implicit_tls) {
                (RelayTls::None, _) => Encryption::None,
                (RelayTls::Required, true) => Encryption::Implicit(trust()?),
                (RelayTls::Required, false) => Encryption::StartTls(trust()?),
            };
            let login = user.map(|user| login(user, relay, context)).transpose()?;
            let client_name = config::host_name();
            let timeouts = Timeouts::default();
            Ok(Route::Relay(Box::new(RelayTarget { host, port, encryption, login, client_name, timeouts })))
        }
    }
}

/// A password for the old ways, a token for XOAUTH2; what the environment has decides where nothing is asked for.
fn login(user: String, relay: &Relay, context: &Context) -> Result<Login, Failure> {
    let password = context.config.secret(Secret::RelayPassword)?;
    let token = match (relay.auth, &password) {
        (Some(RelayAuth::Xoauth2), _) | (None, None) => context.config.secret(Secret::RelayToken)?,
        _ => None,
    };
    let (kind, first, mechanism) = match (token, password) {
        (Some(token), _) => (Secret::RelayToken, token, Some(RelayAuth::Xoauth2)),
        (None, Some(password)) if relay.auth != Some(RelayAuth::Xoauth2) => {
            (Secret::RelayPassword, password, relay.auth)
        }
        _ if relay.auth == Some(RelayAuth::Xoauth2) => return Err(no_secret(&user, Secret::RelayToken)),
        _ => return Err(no_secret(&user, Secret::RelayPassword)),
    };
    let (config, name) = (context.config.clone(), user.clone());
    let read = move || {
        let found = config.secret(kind).and_then(|secret| secret.ok_or_else(|| no_secret(&name, kind)));
        found.map_err(|Failure { code, arguments, cause, .. }| NoSecret { code, arguments, cause })
    };
    Ok(Login { user, secret: read_anew(first, read, config::now), mechanism })
}

fn no_secret(user: &str, kind: Secret) -> Failure {
    Failure::wrong("no-relay-secret").with("user", user).with("variable", kind.variable())
}

/// How long a secret that was read serves the lines that are made: those that are made at once need it once. A token in a
/// file or from a command is another after an hour.
const SERVES: TimeDelta = TimeDelta::minutes(1);

/// A secret that is read anew where it was read too long ago; `first` is what was read just now.
fn read_anew(
    first: SecretString,
    read: impl Fn() -> Result<SecretString, NoSecret> + Send + Sync + 'static,
    clock: Clock,
) -> AskSecret {
    let last = Mutex::new((clock(), first));
    Arc::new(move || {
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        // By the clock on the wall: a machine that sleeps does not keep a token from running out.
        if !(TimeDelta::zero()..SERVES).contains(&(clock() - last.0)) {
            *last = (clock(), read()?);
        }
        Ok(last.1.clone())
    })
}

#[cfg(test)]
mod tests {
    use super::read_anew;
    use crate::smtp::NoSecret;
    use chrono::{DateTime, Utc};
    use secrecy::ExposeSecret;
    use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

    static NOW: AtomicI64 = AtomicI64::new(1_700_000_000);

    fn clock() -> DateTime<Utc> {
        DateTime::from_timestamp(NOW.load(Ordering::Relaxed), 0).unwrap()
    }

    #[test]
    fn a_token_is_read_anew_once_a_minute_has_passed() {
        let reads = AtomicU32::new(1);
        let read = move || match reads.fetch_add(1, Ordering::Relaxed) {
            3 => Err(NoSecret { code: "secret-command-failed", arguments: Vec::new(), cause: None }),
            count => Ok(format!("token {count}").into()),
        };
        let ask = read_anew("token 0".into(), read, clock);
        let mut told = Vec::new();
        for seconds in [0, 59, 1, 59, 3600, 0, 30, -40] {
            NOW.fetch_add(seconds, Ordering::Relaxed);
            told.push(ask().map_or_else(|error| error.code.to_owned(), |token| token.expose_secret().to_owned()));
        }
        let failed = "secret-command-failed";
        let expected = ["token 0", "token 0", "token 1", "token 1", "token 2", "token 2", "token 2", failed];
        assert_eq!(told, expected);
        assert_eq!(ask().unwrap().expose_secret(), "token 4", "asked again after a failure");
    }
}
