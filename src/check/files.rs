//! Which files the records name.

use crate::model::{FieldValue, Records};
use std::collections::BTreeSet;

/// Every file that the records name, from the workspace's root: pictures, slides, materials and what links lead to.
pub fn named_files(records: &Records) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for record in records.all() {
        for field in record.fields() {
            match field.value {
                FieldValue::Image(image) => files.insert(image.file.clone()),
                FieldValue::Attachment(file) => files.insert(file.to_owned()),
                _ => false,
            };
        }
    }
    files.extend(records.registry.materials.values().filter_map(|material| material.file.clone()));
    files
}
