//! Which store a workspace has: what `OPSAMLING_STORE` says, else `store:` in its file, else SQLite.

use super::config::Secret;
use super::context::{Context, Read};
use super::exit::Failure;
use crate::model::StoreUrl;
use crate::store::{OpenStore, Postgres, Sqlite};
use secrecy::{ExposeSecret, SecretString};

impl Read {
    /// Opens the workspace's store. A server is asked nothing yet.
    ///
    /// # Errors
    /// `Failure` where it cannot be opened, where what names it is no such name, or where it is on a server and another one
    /// still lies in the data folder.
    pub fn store(&self, context: &Context) -> Result<OpenStore, Failure> {
        match self.store_url(context)? {
            Some(url) => {
                let server = self.server(&url)?;
                let data = self.data_folder(context)?;
                if Sqlite::is_in_use(&data)? {
                    let path = data.join(Sqlite::FILE).display().to_string();
                    return Err(Failure::wrong("store-file-in-use").with("server", server.name()).with("path", path));
                }
                Ok(OpenStore::Postgres(server))
            }
            None => Ok(OpenStore::Sqlite(Sqlite::open(&self.data_folder(context)?)?)),
        }
    }

    /// The store in the data folder, whatever the settings say and wherever it has been moved to.
    ///
    /// # Errors
    /// `Failure` where it cannot be opened.
    pub fn file_to_move(&self, context: &Context) -> Result<Sqlite, Failure> {
        Ok(Sqlite::open_to_move(&self.data_folder(context)?)?)
    }

    /// The store on the server of a URL.
    ///
    /// # Errors
    /// `Failure` where it is no such URL.
    pub fn server(&self, url: &SecretString) -> Result<Postgres, Failure> {
        Ok(Postgres::at(url, &self.records.settings.id, self.workspace.root())?)
    }

    /// What names the server; nothing where the store is in the data folder.
    ///
    /// # Errors
    /// `Failure` where the secret cannot be read, or stands where many see it.
    pub fn store_url(&self, context: &Context) -> Result<Option<SecretString>, Failure> {
        if let Some(url) = context.config.secret(Secret::Store)? {
            return Ok(Some(url).filter(|url| url.expose_secret() != "sqlite"));
        }
        match &self.records.settings.store {
            Some(StoreUrl::Postgres(url)) if has_password(url) => Err(Failure::wrong("store-password-in-settings")),
            Some(StoreUrl::Postgres(url)) => Ok(Some(SecretString::from(url.clone()))),
            Some(StoreUrl::Sqlite) | None => Ok(None),
        }
    }
}

/// Whether `postgres://user:password@…` or `…?password=…`.
pub fn has_password(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let user = place.rsplit_once('@').map_or("", |(user, _)| user);
    user.contains(':') || query.split('&').any(|pair| pair.starts_with("password="))
}

#[cfg(test)]
mod tests {
    use super::has_password;

    #[test]
    fn a_password_in_an_address_is_seen() {
        for url in ["postgres://bo:x@db/net", "postgresql://bo:a@b@db", "postgres://bo@db/net?a=b&password=x"] {
            assert!(has_password(url), "{url}");
        }
        for url in ["postgres://bo@db:5432/net", "postgres:///net", "postgres://db/net?sslmode=require"] {
            assert!(!has_password(url), "{url}");
        }
    }
}
