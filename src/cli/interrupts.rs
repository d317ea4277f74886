//! Ctrl-C, and the system's wish that we end: the first ends after what is on the wire, the second at once.

use std::future::poll_fn;
use std::task::Poll;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlC as Signal, ctrl_c};
use tokio::sync::watch;

/// Whether somebody wants the end, and how much. Clones watch the same.
#[derive(Debug, Clone)]
pub struct Interrupts {
    asked: watch::Receiver<bool>,
    insisted: watch::Receiver<bool>,
}

impl Interrupts {
    /// Watches from now on, until the program ends: what comes between two mailings counts too. From now on Ctrl-C ends
    /// nothing by itself.
    pub fn watch() -> Self {
        let mut signals = signals();
        let (ask, asked) = watch::channel(false);
        let (insist, insisted) = watch::channel(false);
        tokio::spawn(async move {
            next(&mut signals).await;
            ask.send_replace(true);
            next(&mut signals).await;
            insist.send_replace(true);
            // Whoever looks later is told the same.
            std::future::pending::<()>().await;
        });
        Self { asked, insisted }
    }

    /// Turns true at the first.
    pub fn stop(&self) -> watch::Receiver<bool> {
        self.asked.clone()
    }

    /// Whether the end is wanted.
    pub fn is_asked(&self) -> bool {
        *self.asked.borrow()
    }

    /// Comes true when the end is wanted.
    pub async fn asked(&self) {
        let _ = self.asked.clone().wait_for(|asked| *asked).await;
    }

    /// Comes true when the end is wanted at once.
    pub async fn insisted(&self) {
        let _ = self.insisted.clone().wait_for(|insisted| *insisted).await;
    }
}

/// Ctrl-C, and the two ways in which the system asks; what cannot be heard is left out.
#[cfg(unix)]
fn signals() -> Vec<Signal> {
    let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
    kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect()
}

/// Ctrl-C, if it can be heard.
#[cfg(windows)]
fn signals() -> Vec<Signal> {
    ctrl_c().into_iter().collect()
}

/// Comes true at the next signal.
async fn next(signals: &mut [Signal]) {
    poll_fn(|context| {
        let any = signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
        if any { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}
