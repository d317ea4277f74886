//! The steps of the dialogue, what a relay may do at each, and the names that a table has for them.

/// How much a relay hears at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// One command at a time.
    OneByOne,
    /// PIPELINING.
    Pipelined,
    /// PIPELINING and CHUNKING.
    Chunked,
    /// PIPELINING after STARTTLS and AUTH.
    Sealed,
}

impl Manner {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::OneByOne, Self::Pipelined, Self::Chunked, Self::Sealed];

    /// The name in a table.
    pub fn name(self) -> &'static str {
        match self {
            Self::OneByOne => "one by one",
            Self::Pipelined => "pipelined",
            Self::Chunked => "chunked",
            Self::Sealed => "sealed",
        }
    }

    /// The lines in the middle of the reply to EHLO.
    pub fn offers(self, is_secure: bool) -> &'static str {
        match self {
            Self::OneByOne => "",
            Self::Pipelined => "250-PIPELINING\r\n",
            Self::Chunked => "250-PIPELINING\r\n250-CHUNKING\r\n",
            Self::Sealed if is_secure => "250-PIPELINING\r\n250-AUTH PLAIN LOGIN\r\n",
            Self::Sealed => "250-STARTTLS\r\n",
        }
    }
}

/// Where a relay goes astray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Before its first word.
    Connect,
    /// Its first word.
    Greeting,
    /// EHLO.
    Ehlo,
    /// STARTTLS.
    StartTls,
    /// What follows the reply to STARTTLS.
    Handshake,
    /// EHLO once more, after the handshake.
    EhloAgain,
    /// AUTH.
    Auth,
    /// MAIL.
    Mail,
    /// RCPT.
    Recipient,
    /// DATA or BDAT.
    Data,
    /// Before the letter's first byte.
    BodyBegins,
    /// In the middle of the letter.
    BodyMiddle,
    /// Before the final dot, or the chunk's last byte.
    BodyEnds,
    /// With the whole letter in its hands.
    Dot,
    /// RSET, after a refusal.
    Reset,
    /// QUIT.
    Quit,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Connect,
        Self::Greeting,
        Self::Ehlo,
        Self::StartTls,
        Self::Handshake,
        Self::EhloAgain,
        Self::Auth,
        Self::Mail,
        Self::Recipient,
        Self::Data,
        Self::BodyBegins,
        Self::BodyMiddle,
        Self::BodyEnds,
        Self::Dot,
        Self::Reset,
        Self::Quit,
    ];

    /// The name in a table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Greeting => "greeting",
            Self::Ehlo => "EHLO",
            Self::StartTls => "STARTTLS",
            Self::Handshake => "handshake",
            Self::EhloAgain => "EHLO-again",
            Self::Auth => "AUTH",
            Self::Mail => "MAIL",
            Self::Recipient => "RCPT",
            Self::Data => "DATA/BDAT",
            Self::BodyBegins => "body-begins",
            Self::BodyMiddle => "body-middle",
            Self::BodyEnds => "body-ends",
            Self::Dot => "dot",
            Self::Reset => "RSET",
            Self::Quit => "QUIT",
        }
    }

    /// Whether a dialogue of this manner has the step.
    pub fn is_in(self, manner: Manner) -> bool {
        match self {
            Self::StartTls | Self::Handshake | Self::EhloAgain | Self::Auth => manner == Manner::Sealed,
            Self::BodyBegins => manner != Manner::Chunked,
            _ => true,
        }
    }

    /// Whether it is a line's step, and not a letter's.
    pub fn is_of_the_line(self) -> bool {
        matches!(
            self,
            Self::Connect
                | Self::Greeting
                | Self::Ehlo
                | Self::StartTls
                | Self::Handshake
                | Self::EhloAgain
                | Self::Auth
                | Self::Quit
        )
    }
}

/// What a relay does in place of the right thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// 451.
    Later,
    /// 550.
    Never,
    /// 421, and hangs up.
    Away,
    /// What is no reply; and goes on as if it were one.
    Rubbish,
    /// A line without end.
    EndlessLine,
    /// Not a word.
    Nothing,
    /// One byte after the other.
    Drip,
    /// Hangs up.
    Close,
}

impl Answer {
    /// All of them, in the order of a table's columns.
    pub const ALL: [Self; 8] = [
        Self::Later,
        Self::Never,
        Self::Away,
        Self::Rubbish,
        Self::EndlessLine,
        Self::Nothing,
        Self::Drip,
        Self::Close,
    ];

    /// Whether only patience that runs out ends it.
    pub fn is_slow(self) -> bool {
        matches!(self, Self::Nothing | Self::Drip)
    }
}

/// A relay's lapse.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// Where.
    pub step: Step,
    /// What it does there.
    pub answer: Answer,
    /// How often it comes by that step unharmed.
    pub after: usize,
    /// Whether it does so every time from then on, or once.
    pub is_for_ever: bool,
}
