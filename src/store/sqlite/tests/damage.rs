//! What the store does where the world is not as it should be.

use crate::model::DeliveryState as State;
use crate::store::tests::{Fixture, accepted, at, mailing, request, row};
use crate::store::{Sqlite, Store, StoreError};
use std::fs;

#[tokio::test]
async fn what_was_written_is_there_at_the_next_opening() {
    let fixture = Fixture::<Sqlite>::with_subscribers(3).await;
    fixture.freeze(3).await.unwrap();
    let number = fixture.claim(1, at(0)).await[0].number;
    fixture.record_one(number, accepted()).await;
    let again = Sqlite::open(fixture.world.path()).unwrap();
    assert_eq!(again.balance(mailing()).await.unwrap().of(State::Accepted), 1);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_store() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("a/b");
    let _store = Sqlite::open(&data).unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for file in fs::read_dir(&data).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{path:?}");
    }
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(Sqlite::open(folder.path()).unwrap());
    let file = folder.path().join(Sqlite::FILE);
    rusqlite::Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&file).unwrap();
    let error = Sqlite::open(folder.path()).err().unwrap();
    assert!(matches!(error, StoreError::Newer { found: 99, .. }), "{error:?}");
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_file_that_is_no_store_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(Sqlite::FILE);
    fs::write(&file, "not a database, but long enough to look like one at a glance ".repeat(40)).unwrap();
    let error = Sqlite::open(folder.path()).err().unwrap();
    assert!(matches!(error, StoreError::NotAStore { .. }), "{error:?}");

    fs::remove_file(&file).unwrap();
    rusqlite::Connection::open(&file).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
    let error = Sqlite::open(folder.path()).err().unwrap();
    assert!(matches!(error, StoreError::NotAStore { .. }), "{error:?}");
}

#[test]
fn a_synchronised_folder_gets_no_store() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("OneDrive - Styrelsen/opsamling");
    let error = Sqlite::open(&data).err().unwrap();
    assert!(matches!(&error, StoreError::InSynchronisedFolder { service, .. } if service == "OneDrive"), "{error:?}");
    assert!(!data.exists());
}

#[cfg(unix)]
#[test]
fn a_link_into_a_synchronised_folder_does_not_hide_it() {
    let folder = tempfile::tempdir().unwrap();
    let shared = folder.path().join("Dropbox");
    fs::create_dir(&shared).unwrap();
    std::os::unix::fs::symlink(&shared, folder.path().join("plain")).unwrap();
    let error = Sqlite::open(&folder.path().join("plain/data")).err().unwrap();
    assert!(matches!(error, StoreError::InSynchronisedFolder { .. }), "{error:?}");
}

#[test]
fn a_folder_that_is_a_file_is_a_clear_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let error = Sqlite::open(&file.join("data")).err().unwrap();
    assert_eq!(error.code(), "store-unreachable", "{error:?}");
}

#[tokio::test]
async fn a_full_disk_leaves_the_store_as_it_was() {
    let fixture = Fixture::<Sqlite>::with_subscribers(200).await;
    {
        let inner = fixture.store.inner.lock().unwrap();
        let pages: i64 = inner.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        inner.connection.pragma_update_and_check(None, "max_page_count", pages + 1, |_| Ok(())).unwrap();
    }
    let error = fixture.freeze(200).await.unwrap_err();
    assert!(matches!(error, StoreError::DiskFull { .. }), "{error:?}");
    assert!(fixture.store.mailings().await.unwrap().is_empty());
    let rows = (0..2000).map(|number| row(&format!("more{number}@example.org"))).collect();
    let error = fixture.store.import(request(rows)).await.unwrap_err();
    assert!(matches!(error, StoreError::DiskFull { .. }), "{error:?}");
    assert_eq!(fixture.store.counts().await.unwrap()[0].counts.iter().sum::<u64>(), 200);
}

#[test]
fn two_first_openings_at_once_make_one_store() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Sqlite::open(folder.path()).map(drop);
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
}
