//! A PostgreSQL server of Debian's package that lives for one test run: in a temporary folder, on a socket in it and on
//! loopback; it ends with the process that started it, however that ends.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

/// Runs as the server's own user and holds its process; what it reads are orders, and the end of them is the end of all.
/// `stop` is a clean shutdown that drops every connection, `kill` one that has to be recovered from.
const KEEPER: &str = r#"
set -eu
binaries=$1 port=$2
folder=$(mktemp -d /tmp/opsamling-cluster-XXXXXX)
trap '' INT HUP TERM
"$binaries/initdb" --pgdata="$folder/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1
cat >"$folder/data/pg_hba.conf" <<'HBA'
local all all trust
host  all all 127.0.0.1/32 scram-sha-256
HBA
tls=off
if [ -n "${CERTIFICATE-}" ]; then
    umask 077
    printf '%s' "$CERTIFICATE" >"$folder/data/server.crt"
    printf '%s' "$KEY" >"$folder/data/server.key"
    tls=on
fi
echo "$folder"
start() {
    "$binaries/postgres" -D "$folder/data" -k "$folder" -p "$port" -c listen_addresses=127.0.0.1 -c ssl=$tls \
        -c max_connections=200 >>"$folder/log" 2>&1 &
    server=$!
}
end() { kill "-$1" "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
start
while read -r order; do
    case $order in
        stop) end INT ;;
        kill) end QUIT ;;
        start) start ;;
    esac
    echo "$order"
done
end QUIT
rm -rf "$folder"
"#;

/// A server with its folder.
pub struct Cluster {
    keeper: Child,
    talk: Mutex<BufReader<std::process::ChildStdout>>,
    binaries: PathBuf,
    /// Where its socket is.
    pub folder: PathBuf,
    /// Its port, on loopback and in the socket's name.
    pub port: u16,
}

impl Cluster {
    /// The server that all tests of a run share, each with names of its own.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// A server of one's own, to stop and start again.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// A server that speaks TLS on loopback, with this certificate and key (PEM).
    pub fn certified(certificate: &str, key: &str) -> Self {
        Self::start_with(&[("CERTIFICATE", certificate), ("KEY", key)])
    }

    fn start_with(environment: &[(&str, &str)]) -> Self {
        let binaries = binaries();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let root = std::fs::metadata("/proc/self").is_ok_and(|it| std::os::unix::fs::MetadataExt::uid(&it) == 0);
        // PostgreSQL refuses to be root.
        let mut command = if root {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "sh"]);
            command
        } else {
            Command::new("sh")
        };
        let mut keeper = command
            .args(["-c", KEEPER, "keeper"])
            .arg(&binaries)
            .arg(port.to_string())
            .envs(environment.iter().copied())
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the keeper starts");
        let mut talk = BufReader::new(keeper.stdout.take().unwrap());
        let mut folder = String::new();
        talk.read_line(&mut folder).unwrap();
        assert!(!folder.trim().is_empty(), "initdb failed");
        let folder = PathBuf::from(folder.trim());
        let cluster = Self { keeper, talk: Mutex::new(talk), binaries, folder, port };
        cluster.wait_until_it_answers();
        cluster
    }

    /// Where the database `name` is, by the socket.
    pub fn url(&self, name: &str) -> String {
        let folder = self.folder.to_str().unwrap().replace('/', "%2F");
        format!("postgres://postgres@{folder}:{}/{name}", self.port)
    }

    /// The same as `postgres`'s own database.
    pub fn main(&self) -> String {
        self.url("postgres")
    }

    /// What `psql` prints for a statement, without ornament.
    #[track_caller]
    pub fn ask(&self, database: &str, statement: &str) -> String {
        let output = self.psql(database, statement);
        assert!(output.status.success(), "{statement}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn psql(&self, database: &str, statement: &str) -> std::process::Output {
        Command::new(self.binaries.join("psql"))
            .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"])
            .arg("--host")
            .arg(&self.folder)
            .args(["--port", &self.port.to_string(), "--username=postgres", "--dbname", database])
            .args(["--command", statement])
            .stdin(Stdio::null())
            .output()
            .expect("psql runs")
    }

    /// Makes a database of its own.
    pub fn database(&self, name: &str) -> String {
        self.ask("postgres", &format!("CREATE DATABASE \"{name}\""));
        self.url(name)
    }

    /// Shuts it down; every connection is dropped.
    pub fn stop(&self) {
        self.order("stop");
    }

    /// Ends it without a shutdown, as a power cut does.
    pub fn kill(&self) {
        self.order("kill");
    }

    /// Starts it again.
    pub fn go_on(&self) {
        self.order("start");
        self.wait_until_it_answers();
    }

    fn order(&self, order: &str) {
        let mut talk = self.talk.lock().unwrap();
        let mut stdin = self.keeper.stdin.as_ref().unwrap();
        stdin.write_all(format!("{order}\n").as_bytes()).unwrap();
        let mut done = String::new();
        talk.read_line(&mut done).unwrap();
        assert_eq!(done.trim(), order);
    }

    fn wait_until_it_answers(&self) {
        let deadline = Instant::now() + Duration::from_secs(30);
        while !self.psql("postgres", "SELECT 1").status.success() {
            assert!(Instant::now() < deadline, "PostgreSQL does not answer; its log is {}/log", self.folder.display());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// Where Debian's `postgresql` puts the server's programs; the newest.
fn binaries() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        versions.map(|it| it.path().join("bin")).filter(|it| it.join("initdb").exists()).collect();
    found.sort_by_key(|it| version(it));
    found.pop().expect("no /usr/lib/postgresql/*/bin/initdb: tests/run installs postgresql")
}

fn version(binaries: &Path) -> u32 {
    let name = binaries.parent().and_then(Path::file_name).map(|it| it.to_string_lossy().into_owned());
    name.and_then(|it| it.parse().ok()).unwrap_or_default()
}
