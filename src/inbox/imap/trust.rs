//! Whose word is taken for a server's being the one that it says it is.

use crate::inbox::InboxError;
use std::sync::Arc;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{CertificateError, ClientConfig, RootCertStore};

/// The authorities whose word counts. There is no way to go without.
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
    pub fn new(ca_file: Option<&[u8]>) -> Result<Self, InboxError> {
        let mut roots = RootCertStore::empty();
        let found = rustls_native_certs::load_native_certs();
        roots.add_parsable_certificates(found.certs);
        if let Some(pem) = ca_file {
            let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
            let (added, _) = roots.add_parsable_certificates(certificates.map_err(|_| InboxError::CaFile)?);
            if added == 0 {
                return Err(InboxError::CaFile);
            }
        }
        if roots.is_empty() {
            return Err(InboxError::NoTrust);
        }
        let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|_| InboxError::NoTrust)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self(Arc::new(config)))
    }

    pub(super) fn connector(&self) -> TlsConnector {
        TlsConnector::from(self.0.clone())
    }
}

/// What is wrong with a certificate, as the name of a message.
pub(super) fn problem(error: &CertificateError) -> &'static str {
    match error {
        // A bad signature is an authority's name with another's key.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => "inbox-certificate-unknown-issuer",
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "inbox-certificate-wrong-name"
        }
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => "inbox-certificate-expired",
        _ => "inbox-certificate-unsound",
    }
}
