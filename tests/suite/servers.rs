//! Bounces of real servers, made as they are told about: Postfix from its package, and Exim unpacked beside it, since the
//! packages exclude each other. Each runs on loopback in a temporary folder and ends with its story.

use super::mailbox::is_root;
use super::mailing::wait_until;
use super::relay::{Manner, Relay, free_port};
use super::returned::state;
use super::workspace::{Workspace, repository};
use std::fs;
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server that sends letters on, and puts what comes back to `forening.example` into a Maildir.
struct Server {
    process: Child,
    /// How it is asked to end: the file that names its process.
    pid_file: Option<PathBuf>,
    folder: tempfile::TempDir,
    port: u16,
}

/// A folder that a server which is somebody else may write in.
fn open_folder(name: &str) -> tempfile::TempDir {
    let folder = tempfile::Builder::new().prefix(name).tempdir().unwrap();
    for part in ["", "mail", "queue", "data", "spool", "log"] {
        fs::create_dir_all(folder.path().join(part)).unwrap();
        fs::set_permissions(folder.path().join(part), PermissionsExt::from_mode(0o777)).unwrap();
    }
    folder
}

/// A command that needs to be root's.
pub fn as_root(program: &Path) -> Command {
    if is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    command.arg("-n").arg(program);
    command
}

impl Server {
    /// Postfix, which hands letters to `example.org` on to a relay at that port.
    fn postfix(next: u16) -> Self {
        let master = Path::new("/usr/sbin/postfix");
        assert!(master.exists(), "{} is missing: tests/run installs it", master.display());
        let folder = open_folder("postfix-");
        let port = free_port();
        let home = folder.path().display();
        let main = format!(
            "compatibility_level = 3.6\nqueue_directory = {home}/queue\ndata_directory = {home}/data\n\
             command_directory = /usr/sbin\ndaemon_directory = /usr/lib/postfix/sbin\nmail_owner = postfix\n\
             setgid_group = postdrop\ninet_interfaces = 127.0.0.1\ninet_protocols = ipv4\nmyhostname = mx.example.net\n\
             mydestination =\nmynetworks = 127.0.0.0/8\nalias_maps =\nlocal_recipient_maps =\n\
             smtpd_relay_restrictions = permit_mynetworks, reject\nsmtp_dns_support_level = disabled\n\
             transport_maps = inline:{{ {{example.org=smtp:[127.0.0.1]:{next}}}, \
             {{nowhere.example=smtp:[127.0.0.1]:{next}}} }}\n\
             virtual_mailbox_domains = forening.example\nvirtual_mailbox_maps = static:retur/\n\
             virtual_mailbox_base = {home}/mail\nvirtual_uid_maps = static:65534\nvirtual_gid_maps = static:65534\n\
             virtual_minimum_uid = 1\nrecipient_delimiter = +\nmaillog_file = {home}/log/mail\nmaillog_file_prefixes = {home}\n"
        );
        let services = [
            &format!("127.0.0.1:{port} inet n - n - - smtpd"),
            "cleanup unix n - n - 0 cleanup",
            "qmgr unix n - n 300 1 qmgr",
            "rewrite unix - - n - - trivial-rewrite",
            "bounce unix - - n - 0 bounce",
            "defer unix - - n - 0 bounce",
            "trace unix - - n - 0 bounce",
            "proxymap unix - - n - - proxymap",
            "smtp unix - - n - - smtp",
            "error unix - - n - - error",
            "retry unix - - n - - error",
            "virtual unix - n n - - virtual",
            "anvil unix - - n - 1 anvil",
            "postlog unix-dgram n - n - 1 postlogd",
        ];
        let config = folder.path().join("config");
        fs::create_dir(&config).unwrap();
        fs::write(config.join("main.cf"), main).unwrap();
        fs::write(config.join("master.cf"), format!("{}\n", services.join("\n"))).unwrap();
        // Its folders must be its own.
        assert!(as_root(Path::new("chown")).arg("-R").arg("root:").arg(&config).status().unwrap().success());
        assert!(
            as_root(Path::new("chown")).arg("postfix:").arg(folder.path().join("data")).status().unwrap().success()
        );
        for part in ["config", "queue", "log", "data"] {
            let path = folder.path().join(part);
            assert!(as_root(Path::new("chmod")).arg("755").arg(path).status().unwrap().success());
        }
        assert!(as_root(Path::new("chmod")).arg("755").arg(folder.path()).status().unwrap().success());
        assert!(as_root(Path::new("chown")).arg("root:").arg(folder.path().join("queue")).status().unwrap().success());
        let process =
            as_root(master).arg("-c").arg(&config).arg("start-fg").stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let pid_file = folder.path().join("queue/pid/master.pid");
        Self { process: process.expect("postfix starts"), pid_file: Some(pid_file), folder, port }.ready()
    }

    /// Exim, the same.
    fn exim(next: u16) -> Self {
        let exim = repository().join("target/exim/usr/sbin/exim4");
        assert!(exim.exists(), "{} is missing: tests/run unpacks it", exim.display());
        let folder = open_folder("exim-");
        let port = free_port();
        let (home, program) = (folder.path().display(), exim.display());
        let config = format!(
            "exim_path = {program}\nprimary_hostname = mx.example.net\nspool_directory = {home}/spool\n\
             log_file_path = {home}/log/%slog\nlocal_interfaces = 127.0.0.1\ndaemon_smtp_ports = {port}\n\
             pid_file_path = {home}/exim.pid\nacl_smtp_rcpt = accept\nacl_smtp_data = accept\ntls_advertise_hosts =\n\
             host_lookup =\nrfc1413_hosts =\nkeep_environment =\ndeliver_drop_privilege = true\n\
             begin routers\n\
             returned:\n  driver = accept\n  domains = forening.example\n  transport = maildir\n\
             out:\n  driver = manualroute\n  domains = example.org\n  route_list = * 127.0.0.1::{next}\n  self = send\n  transport = smtp\n\
             begin transports\n\
             maildir:\n  driver = appendfile\n  directory = {home}/mail/retur\n  maildir_format\n  create_directory\n  mode = 0644\n  \
             directory_mode = 0755\n\
             smtp:\n  driver = smtp\n  hosts_try_fastopen =\n\
             begin retry\n* * F,1h,1m\n"
        );
        let file = folder.path().join("exim.conf");
        fs::write(&file, config).unwrap();
        assert!(as_root(Path::new("chown")).arg("root:").arg(&file).status().unwrap().success());
        assert!(as_root(Path::new("chmod")).arg("644").arg(&file).status().unwrap().success());
        let mut command = as_root(&exim);
        command.arg("-C").arg(&file).args(["-bdf", "-q1m"]).stdout(Stdio::null()).stderr(Stdio::null());
        Self { process: command.spawn().expect("exim starts"), pid_file: None, folder, port }.ready()
    }

    fn ready(self) -> Self {
        let deadline = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(Instant::now() < deadline, "the server does not answer: {}", self.log());
            std::thread::sleep(Duration::from_millis(50));
        }
        self
    }

    /// What it wrote down.
    fn log(&self) -> String {
        let files = fs::read_dir(self.folder.path().join("log")).into_iter().flatten().flatten();
        files.map(|file| fs::read_to_string(file.path()).unwrap_or_default()).collect()
    }

    /// The Maildir, once so many mails have come back.
    fn returned(&self, count: usize) -> PathBuf {
        let maildir = self.folder.path().join("mail/retur");
        let deadline = Instant::now() + Duration::from_secs(60);
        while fs::read_dir(maildir.join("new")).map_or(0, Iterator::count) < count {
            assert!(Instant::now() < deadline, "less than {count} mails came back\n{}", self.log());
            std::thread::sleep(Duration::from_millis(100));
        }
        if !is_root() {
            assert!(as_root(Path::new("chmod")).args(["-R", "a+rX"]).arg(&maildir).status().unwrap().success());
        }
        maildir
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let named = self.pid_file.as_ref().and_then(|file| fs::read_to_string(file).ok());
        let id = named.map_or_else(|| self.process.id().to_string(), |id| id.trim().to_owned());
        let _ = as_root(Path::new("kill")).arg(id).status();
        let deadline = Instant::now() + Duration::from_secs(5);
        while matches!(self.process.try_wait(), Ok(None)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a letter to four, two of whom have no mailbox, one at a domain that Exim knows no way to; both come back, and nobody
/// else is given up.
fn what_comes_back_is_understood(start: impl FnOnce(u16) -> Server) {
    let next = Relay::start(Manner::Refuses("navn1@"));
    let server = start(next.port);
    let workspace = Workspace::with_meeting()
        .settings(&format!(
            "relay:\n  url: smtp://127.0.0.1:{}\n  tls: none\n  bounce_email: retur@forening.example\n",
            server.port
        ))
        .file("flere.csv", "email\nnavn1@nowhere.example\n")
        .subscribers(3);
    workspace.run(&["subscribers", "import", "flere.csv", "--list", "nyt"]).success();
    workspace.run(&["send", "2026-03-12-moede", "--to", "nyt", "--yes"]).success();
    let maildir = server.returned(2);
    let told = workspace.run(&["bounces", maildir.to_str().unwrap(), "--json"]).success().json();
    let mut rows: Vec<_> = told.as_array().unwrap().iter().collect();
    rows.sort_by_key(|row| row["address"].as_str().unwrap_or_default().to_owned());
    assert_eq!(rows.len(), 2, "{told}");
    assert_eq!(rows[1]["address"], "navn1@nowhere.example");
    assert_eq!((&rows[0]["kind"], &rows[1]["kind"]), (&"hard".into(), &"hard".into()), "{told}");
    assert_eq!(rows[0]["address"], "navn1@example.org");
    assert_eq!((&rows[0]["code"], &rows[0]["status"]), (&550.into(), &"5.1.1".into()), "{told}");
    for (address, expected) in [
        ("navn0@example.org", "active"),
        ("navn1@example.org", "bounced"),
        ("navn2@example.org", "active"),
        ("navn1@nowhere.example", "bounced"),
    ] {
        assert_eq!(state(&workspace, address), expected, "{address}");
    }
    // The server tells us of its refusals perhaps before it has got rid of the rest.
    wait_until("the others have theirs", || next.taken().len() == 2);
    workspace.run(&["bounces", maildir.to_str().unwrap(), "--language", "en"]).success().says("read before");
}

#[test]
fn what_postfix_returns_is_understood() {
    what_comes_back_is_understood(Server::postfix);
}

#[test]
fn what_exim_returns_is_understood() {
    what_comes_back_is_understood(Server::exim);
}
