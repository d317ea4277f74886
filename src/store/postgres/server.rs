//! Where a server is and how it is talked to, from a URL as libpq knows it; always encrypted and verified but on this machine.

use crate::model::Id;
use crate::store::ServerError;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use url::form_urlencoded;

/// A server, and the place in it that is ours.
pub(super) struct Server {
    /// How it is reached. Its `Debug` shows no password.
    pub config: Config,
    /// A private authority, beside those that this machine trusts.
    pub ca_file: Option<PathBuf>,
    /// What it is called in messages; without its password.
    pub name: String,
    /// The schema that holds the workspace's tables, so that two workspaces on one server do not mix.
    pub schema: String,
}

/// PostgreSQL cuts names that are longer.
const LONGEST_NAME: usize = 63;

impl Server {
    /// Reads `postgres://user@host/database?sslmode=…&sslrootcert=…`; a relative `sslrootcert` is looked up in `folder`.
    pub(super) fn parse(url: &SecretString, workspace: &Id, folder: &Path) -> Result<Self, ServerError> {
        let bad = |reason: &str| ServerError::BadUrl { reason: reason.to_owned() };
        let url = url.expose_secret();
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            return Err(bad("it does not begin with postgres://"));
        }
        let (place, query) = url.split_once('?').unwrap_or((url, ""));
        let (mut kept, mut mode, mut ca_file) = (Vec::new(), None, None);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let decoded = form_urlencoded::parse(pair.as_bytes()).next();
            let (name, value) =
                decoded.map(|(name, value)| (name.into_owned(), value.into_owned())).unwrap_or_default();
            match name.as_str() {
                "sslmode" => mode = Some(value),
                "sslrootcert" if value == "system" => {}
                "sslrootcert" => ca_file = Some(folder.join(value)),
                _ => kept.push(pair),
            }
        }
        let text = if kept.is_empty() { place.to_owned() } else { format!("{place}?{}", kept.join("&")) };
        let mut config: Config = text.parse().map_err(|error: tokio_postgres::Error| {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            bad(&cause.unwrap_or_else(|| error.to_string()))
        })?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            config.host(if cfg!(unix) { "/var/run/postgresql" } else { "localhost" });
        }
        let name = name(&config);
        let is_local = is_local(&config);
        config.ssl_mode(match mode.as_deref() {
            // There is nobody between the two ends of a socket, and no TLS on it.
            _ if config.get_hostaddrs().is_empty() && config.get_hosts().iter().all(is_socket) => SslMode::Disable,
            Some("require" | "verify-ca" | "verify-full") => SslMode::Require,
            Some("disable" | "allow" | "prefer") | None if is_local => SslMode::Disable,
            // Weaker in libpq, which neither insists nor verifies: nothing of ours goes into the open.
            Some("allow" | "prefer") | None => SslMode::Require,
            Some("disable") => return Err(ServerError::InTheOpen { server: name }),
            Some(_) => return Err(bad("its sslmode is none of disable, require, verify-full")),
        });
        settle(&mut config);
        Ok(Self { config, ca_file, name, schema: schema(workspace) })
    }
}

/// A line that is cut somewhere between is noticed within a minute, also where nothing is said on it.
fn settle(config: &mut Config) {
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(10));
    }
    config.application_name("opsamling");
    config.keepalives_idle(Duration::from_secs(20)).keepalives_interval(Duration::from_secs(10)).keepalives_retries(3);
    config.tcp_user_timeout(Duration::from_secs(40));
}

/// Whether nothing of what is said leaves this machine.
fn is_local(config: &Config) -> bool {
    if !config.get_hostaddrs().is_empty() {
        return config.get_hostaddrs().iter().all(IpAddr::is_loopback);
    }
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    })
}

fn is_socket(host: &Host) -> bool {
    !matches!(host, Host::Tcp(_))
}

fn name(config: &Config) -> String {
    let hosts = config.get_hosts().iter().map(|host| match host {
        Host::Tcp(name) => name.clone(),
        #[cfg(unix)]
        Host::Unix(folder) => folder.display().to_string(),
    });
    let hosts: Vec<String> = match config.get_hosts() {
        [] => config.get_hostaddrs().iter().map(ToString::to_string).collect(),
        _ => hosts.collect(),
    };
    let port = config.get_ports().first().filter(|port| **port != 5432).map(|port| format!(":{port}"));
    let database = config.get_dbname().or(config.get_user()).unwrap_or_default();
    format!("postgres://{}{}/{database}", hosts.join(","), port.unwrap_or_default())
}

/// `opsamling-` and the workspace's id; of one that is too long the beginning, and what tells it from others.
fn schema(workspace: &Id) -> String {
    let whole = format!("opsamling-{workspace}");
    if whole.len() <= LONGEST_NAME {
        return whole;
    }
    let digest: String =
        Sha256::digest(workspace.as_str().as_bytes()).iter().take(6).map(|it| format!("{it:02x}")).collect();
    format!("{}-{digest}", &whole[..LONGEST_NAME - 13])
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_NAME, Server, schema};
    use crate::model::Id;
    use crate::store::ServerError;
    use secrecy::SecretString;
    use std::path::Path;
    use tokio_postgres::config::SslMode;

    fn parse(url: &str) -> Result<Server, ServerError> {
        Server::parse(&SecretString::from(url.to_owned()), &Id::parse("net").unwrap(), Path::new("/net"))
    }

    #[test]
    fn only_this_machine_is_talked_to_in_the_open() {
        for (url, mode) in [
            ("postgres://bo@db.example.org/net", SslMode::Require),
            ("postgres://bo@db.example.org/net?sslmode=prefer", SslMode::Require),
            ("postgres://bo@db.example.org,localhost/net", SslMode::Require),
            ("postgres://bo@db.example.org/net?hostaddr=10.0.0.1", SslMode::Require),
            ("postgresql://bo@localhost/net", SslMode::Disable),
            ("postgres://bo@127.0.0.1:5433/net", SslMode::Disable),
            ("postgres://bo@localhost/net?sslmode=verify-full", SslMode::Require),
            ("postgres://bo@%2Frun%2Fpostgresql/net", SslMode::Disable),
            ("postgres:///net?sslmode=require", SslMode::Disable),
        ] {
            assert_eq!(parse(url).unwrap().config.get_ssl_mode(), mode, "{url}");
        }
        let error = parse("postgres://bo@db.example.org/net?sslmode=disable").err().unwrap();
        assert!(matches!(error, ServerError::InTheOpen { .. }), "{error:?}");
    }

    #[test]
    fn a_server_is_named_without_its_password() {
        let server = parse("postgres://bo:hemmelig@db.example.org:6543/net?sslrootcert=db.pem").unwrap();
        assert_eq!(server.name, "postgres://db.example.org:6543/net");
        assert_eq!(server.ca_file.as_deref(), Some(Path::new("/net/db.pem")));
        assert!(!format!("{:?}", server.config).contains("hemmelig"));
    }

    #[test]
    fn a_url_that_is_none_is_told_so() {
        for bad in ["mysql://x/y", "postgres://bo@h/net?sslmode=maybe", "postgres://bo@h:port/n", "postgres://h/n?x=y"]
        {
            assert!(matches!(parse(bad), Err(ServerError::BadUrl { .. })), "{bad}");
        }
    }

    #[test]
    fn each_workspace_has_tables_of_its_own() {
        assert_eq!(schema(&Id::parse("net").unwrap()), "opsamling-net");
        let long = |end: &str| schema(&Id::parse(&format!("{}{end}", "net-".repeat(20))).unwrap());
        assert_eq!(long("a").len(), LONGEST_NAME);
        assert_ne!(long("a"), long("b"));
    }
}
