//! A real Postfix in a folder of its own, on loopback; it ends with the story that started it.

use super::relay::free_port;
use super::servers::as_root;
use std::collections::BTreeMap;
use std::fs;
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Where Debian's `postfix` puts it; `tests/run` installs it.
const POSTFIX: &str = "/usr/sbin/postfix";

/// The programs that a relay is made of.
const SERVICES: &str = "\
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
";

/// A Postfix that takes letters to everybody and throws them away.
pub struct Postfix {
    process: Child,
    folder: tempfile::TempDir,
    /// Where it listens.
    pub port: u16,
}

impl Postfix {
    /// Starts it.
    pub fn start() -> Self {
        Self::start_with("")
    }

    /// Starts it with more settings, as root: Postfix runs its programs as users of their own.
    pub fn start_with(more: &str) -> Self {
        assert!(Path::new(POSTFIX).exists(), "{POSTFIX} is missing: tests/run installs it");
        let folder = tempfile::Builder::new().prefix("postfix-").tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let root = folder.path().display();
        for name in ["conf", "queue", "data"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let owned = as_root(Path::new("chown")).arg("postfix").arg(folder.path().join("data")).status().unwrap();
        assert!(owned.success(), "a real Postfix needs root");
        let settings = format!(
            "compatibility_level = 3.6\nqueue_directory = {root}/queue\ndata_directory = {root}/data\n\
             command_directory = /usr/sbin\ndaemon_directory = /usr/lib/postfix/sbin\nmail_owner = postfix\n\
             setgid_group = postdrop\ninet_interfaces = 127.0.0.1\ninet_protocols = ipv4\nmyhostname = relay.example\n\
             mydestination =\nmynetworks = 127.0.0.0/8\ndefault_transport = discard:\n\
             smtpd_recipient_restrictions = permit_mynetworks, reject\nsmtpd_peername_lookup = no\nalias_maps =\n\
             alias_database =\nlocal_recipient_maps =\nmaillog_file = {root}/log\nmaillog_file_prefixes = {root}\n{more}"
        );
        fs::write(folder.path().join("conf/main.cf"), settings).unwrap();
        let port = free_port();
        fs::write(folder.path().join("conf/master.cf"), format!("{port} inet n - n - - smtpd\n{SERVICES}")).unwrap();
        let process = as_root(Path::new("/usr/bin/timeout"))
            .args(["-k", "5", "600", POSTFIX, "-c"])
            .arg(folder.path().join("conf"))
            .arg("start-fg")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("postfix starts");
        let postfix = Self { process, folder, port };
        let deadline = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "postfix does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        postfix
    }

    /// Its log.
    pub fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// How many letters each recipient has got, once the queue is empty.
    pub fn delivered(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for line in fs::read_to_string(self.log()).unwrap().lines().filter(|line| line.contains(" status=sent ")) {
            let address = line.split("to=<").nth(1).unwrap().split('>').next().unwrap();
            *counts.entry(address.to_owned()).or_insert(0) += 1;
        }
        counts
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        let conf = self.folder.path().join("conf");
        let _ = as_root(Path::new(POSTFIX)).arg("-c").arg(conf).arg("stop").stderr(Stdio::null()).status();
        // Stopped by its own hand, it ends by itself.
        let _ = self.process.wait();
    }
}
