//! How letters leave: into the outbox, or over connections to a relay.

use crate::letter::Letter;
use crate::model::{DeliveryOutcome, Reply};
use crate::smtp::outbox::Outbox;
use crate::smtp::{self, Connection, RelayTarget, SmtpError};

/// Where letters go.
#[derive(Debug, Clone)]
pub enum Route {
    /// A folder of .eml files.
    Outbox(Outbox),
    /// A relay.
    Relay(Box<RelayTarget>),
}

/// One line that letters leave by, made anew when it breaks or has carried enough.
pub struct Carrier {
    route: Route,
    connection: Option<Connection>,
    carried: u32,
    most: u32,
}

/// What became of a letter, and of the line.
pub struct Carried {
    /// Of the letter.
    pub outcome: DeliveryOutcome,
    /// Why there was no line at all, where that was so.
    pub unreachable: Option<SmtpError>,
}

impl Carrier {
    /// A line by this route, which carries so many letters before it is made anew.
    pub fn new(route: Route, most: u32) -> Self {
        Self { route, connection: None, carried: 0, most }
    }

    /// Sends one letter.
    pub async fn carry(&mut self, letter: &Letter) -> Carried {
        let target = match &self.route {
            Route::Outbox(outbox) => {
                let (outbox, letter) = (outbox.clone(), letter.clone());
                let written = tokio::task::spawn_blocking(move || outbox.deliver(&letter)).await;
                return match written {
                    Ok(Ok(reply)) => Carried { outcome: DeliveryOutcome::Accepted(reply), unreachable: None },
                    Ok(Err(error)) => unreachable(error),
                    Err(_) => Carried { outcome: DeliveryOutcome::NotTried, unreachable: None },
                };
            }
            Route::Relay(target) => target,
        };
        if self.carried >= self.most {
            self.close().await;
        }
        let connection = match &mut self.connection {
            Some(connection) => connection,
            None => match smtp::connect(target).await {
                Ok(connection) => {
                    self.carried = 0;
                    self.connection.insert(connection)
                }
                Err(error) => return unreachable(error),
            },
        };
        let delivered = connection.deliver(&letter.envelope()).await;
        self.carried += 1;
        if delivered.connection == smtp::Line::Gone {
            self.connection = None;
        }
        Carried { outcome: delivered.outcome, unreachable: None }
    }

    /// Says goodbye.
    pub async fn close(&mut self) {
        if let Some(connection) = self.connection.take() {
            connection.quit().await;
        }
    }
}

/// There was no line: nothing of the letter was taken, and the ledger keeps why.
fn unreachable(error: SmtpError) -> Carried {
    let reply = Reply { code: 0, enhanced: None, text: error.to_string() };
    Carried { outcome: DeliveryOutcome::Deferred(reply), unreachable: Some(error) }
}
