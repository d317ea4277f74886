//! Encrypted lines, always verified: whom we trust, and the handshake.

use super::line::{Line, Stream};
use super::{CertificateProblem, RelayTarget, SmtpError, Step};
use std::sync::Arc;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{CertificateError, ClientConfig, Error, RootCertStore};

/// Whose word is taken for a relay's being the one that it says it is. Made once; clones share it, and TLS sessions with it.
#[derive(Clone)]
pub struct Trust(Arc<ClientConfig>);

impl std::fmt::Debug for Trust {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Trust(…)")
    }
}

impl Trust {
    /// The authorities that this machine trusts, and those of a PEM file beside them.
    ///
    /// # Errors
    /// `CaFile` where the file holds no certificate, `NoTrust` where there is no authority at all.
    pub fn new(ca_file: Option<&[u8]>) -> Result<Self, SmtpError> {
        let mut roots = RootCertStore::empty();
        let found = rustls_native_certs::load_native_certs();
        roots.add_parsable_certificates(found.certs);
        if let Some(pem) = ca_file {
            let certificates: Vec<CertificateDer<'static>> =
                CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().map_err(|_| SmtpError::CaFile)?;
            let (added, _) = roots.add_parsable_certificates(certificates);
            if added == 0 {
                return Err(SmtpError::CaFile);
            }
        }
        if roots.is_empty() {
            let reason = found.errors.first().map_or(String::new(), ToString::to_string);
            return Err(SmtpError::NoTrust { reason });
        }
        let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| SmtpError::NoTrust { reason: error.to_string() })?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self(Arc::new(config)))
    }

    /// The line, encrypted from here on.
    pub(super) async fn encrypt(&self, line: Line, target: &RelayTarget) -> Result<Line, SmtpError> {
        let RelayTarget { host, port, timeouts, .. } = target;
        let failed = |reason: String| SmtpError::Tls { host: host.clone(), port: *port, reason };
        let name = ServerName::try_from(host.clone()).map_err(|error| failed(error.to_string()))?;
        let handshake = TlsConnector::from(self.0.clone()).connect(name, line.into_stream());
        match timeout(timeouts.handshake, handshake).await {
            Ok(Ok(stream)) => Ok(Line::sealed(Box::new(stream) as Box<dyn Stream>)),
            Ok(Err(error)) => match error.get_ref().and_then(|error| error.downcast_ref::<Error>()) {
                Some(Error::InvalidCertificate(error)) => {
                    Err(SmtpError::Certificate { host: host.clone(), problem: problem(error) })
                }
                _ => Err(failed(error.to_string())),
            },
            Err(_) => Err(SmtpError::TimedOut { host: host.clone(), port: *port, step: Step::StartTls }),
        }
    }
}

fn problem(error: &CertificateError) -> CertificateProblem {
    match error {
        // A bad signature is an authority's name with another's key.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => CertificateProblem::UnknownIssuer,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CertificateProblem::WrongName
        }
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => CertificateProblem::Expired,
        other => CertificateProblem::Other(other.to_string()),
    }
}
