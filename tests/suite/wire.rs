//! A wire to a server that can be cut, or go dead while both ends still hold it. Loopback only.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Carries what is said to a port and back, on threads that end with the process.
pub struct Wire {
    /// Where it begins.
    pub port: u16,
    is_dead: Arc<AtomicBool>,
    lines: Arc<Mutex<Vec<TcpStream>>>,
}

impl Wire {
    /// A wire to a port of loopback.
    pub fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let wire = Self { port: listener.local_addr().unwrap().port(), is_dead: Arc::default(), lines: Arc::default() };
        let (is_dead, lines) = (wire.is_dead.clone(), wire.lines.clone());
        std::thread::spawn(move || {
            for near in listener.incoming().flatten() {
                let Ok(far) = TcpStream::connect(("127.0.0.1", port)) else { continue };
                lines.lock().unwrap().extend([near.try_clone().unwrap(), far.try_clone().unwrap()]);
                for (from, to) in [(near.try_clone().unwrap(), far.try_clone().unwrap()), (far, near)] {
                    let is_dead = is_dead.clone();
                    std::thread::spawn(move || carry(from, to, &is_dead));
                }
            }
        });
        wire
    }

    /// Carries nothing from now on, and tells nobody.
    pub fn dies(&self) {
        self.is_dead.store(true, Ordering::SeqCst);
    }

    /// Carries again what new lines say. What was on the old ones is lost.
    pub fn is_mended(&self) {
        self.cut();
        self.is_dead.store(false, Ordering::SeqCst);
    }

    /// Ends every line that there is.
    pub fn cut(&self) {
        for line in self.lines.lock().unwrap().drain(..) {
            let _ = line.shutdown(Shutdown::Both);
        }
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, is_dead: &AtomicBool) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        while is_dead.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(20));
        }
        if to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
    let _ = from.shutdown(Shutdown::Both);
}
