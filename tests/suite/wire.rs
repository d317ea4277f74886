//! A wire to a server that can be cut, or go dead while both ends still hold it. Loopback only.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Cuts a line once, at the first word of ours that it carries.
#[derive(Clone, Copy)]
pub enum Snare {
    /// Before the word has been carried.
    Before(&'static str),
    /// After the word has been carried, and before its answer has been.
    After(&'static str),
}

/// Carries what is said to a port and back, on threads that end with the process.
pub struct Wire {
    /// Where it begins.
    pub port: u16,
    is_dead: Arc<AtomicBool>,
    snare: Arc<Mutex<Option<Snare>>>,
    lines: Arc<Mutex<Vec<TcpStream>>>,
}

impl Wire {
    /// A wire to a port of loopback.
    pub fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let wire = Self {
            port: listener.local_addr().unwrap().port(),
            is_dead: Arc::default(),
            snare: Arc::default(),
            lines: Arc::default(),
        };
        let (is_dead, snare, lines) = (wire.is_dead.clone(), wire.snare.clone(), wire.lines.clone());
        std::thread::spawn(move || {
            for near in listener.incoming().flatten() {
                let Ok(far) = TcpStream::connect(("127.0.0.1", port)) else { continue };
                lines.lock().unwrap().extend([near.try_clone().unwrap(), far.try_clone().unwrap()]);
                let (there, back) = (near.try_clone().unwrap(), far.try_clone().unwrap());
                let (dead, snared, mute) = (is_dead.clone(), snare.clone(), Arc::new(AtomicBool::new(false)));
                let muted = mute.clone();
                std::thread::spawn(move || carry(there, back, &dead, &mute, Some(&snared)));
                let dead = is_dead.clone();
                std::thread::spawn(move || carry(far, near, &dead, &muted, None));
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

    /// Cuts the line that carries this word next.
    pub fn snares(&self, snare: Snare) {
        *self.snare.lock().unwrap() = Some(snare);
    }

    /// Whether the snare has caught something.
    pub fn has_caught(&self) -> bool {
        self.snare.lock().unwrap().is_none()
    }

    /// Ends every line that there is.
    pub fn cut(&self) {
        for line in self.lines.lock().unwrap().drain(..) {
            let _ = line.shutdown(Shutdown::Both);
        }
    }
}

/// Carries one way. `mute` holds back what is carried the other way.
fn carry(
    mut from: TcpStream,
    mut to: TcpStream,
    is_dead: &AtomicBool,
    mute: &AtomicBool,
    snare: Option<&Mutex<Option<Snare>>>,
) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        while is_dead.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let caught = snare.and_then(|snare| caught(&mut snare.lock().unwrap(), &bytes[..count]));
        match caught {
            Some(Snare::Before(_)) => break,
            Some(Snare::After(_)) => {
                mute.store(true, Ordering::SeqCst);
                let _ = to.write_all(&bytes[..count]);
                std::thread::sleep(Duration::from_millis(200));
                break;
            }
            None if snare.is_none() && mute.load(Ordering::SeqCst) => {}
            None => {
                if to.write_all(&bytes[..count]).is_err() {
                    break;
                }
            }
        }
    }
    let _ = to.shutdown(Shutdown::Both);
    let _ = from.shutdown(Shutdown::Both);
}

fn caught(snare: &mut Option<Snare>, said: &[u8]) -> Option<Snare> {
    let (Snare::Before(word) | Snare::After(word)) = (*snare)?;
    let is_there = said.windows(word.len()).any(|it| it == word.as_bytes());
    is_there.then(|| snare.take()).flatten()
}
