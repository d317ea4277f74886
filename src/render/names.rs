//! Which name a template asked for in vain, and which it could have asked for.
//!
//! The engine says where, not what. So a document that failed is made once more, from values that note each name that is asked
//! of them and not there; the last one noted is the one that it failed on.

use minijinja::value::{Enumerator, Object, ObjectExt, ValueKind};
use minijinja::{Environment, Value};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// A name that is not there, and those that are.
#[derive(Debug, Clone)]
pub(super) struct Missing {
    pub(super) name: String,
    pub(super) known: Vec<String>,
}

/// The name on which this template fails, where it is a name.
pub(super) fn missing(environment: &Environment<'_>, template: &str, context: &Value) -> Option<Missing> {
    let watch = Arc::new(Watch {
        last: Mutex::default(),
        globals: environment.globals().map(|(name, _)| name.to_owned()).collect(),
    });
    let root = Value::from_object(Watched { value: context.clone(), is_root: true, watch: Arc::clone(&watch) });
    let _ = environment.get_template(template).ok()?.render(root);
    let mut last = watch.last.lock().unwrap_or_else(PoisonError::into_inner);
    last.take()
}

/// The names that a template gives to values itself, by `for`, `set` and `macro`, read from its text.
pub(super) fn own_names(template: &str) -> Vec<String> {
    let mut names = Vec::new();
    for tag in template.split("{%").skip(1) {
        let tag = tag.split("%}").next().unwrap_or_default().trim_start_matches(['-', '+']).trim();
        let (word, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let given = match word {
            "for" => rest.split_once(" in ").map(|(given, _)| given),
            "set" => Some(rest.split('=').next().unwrap_or_default()),
            _ => None,
        };
        names.extend(given.into_iter().flat_map(|given| given.split(',')).map(|name| name.trim().to_owned()));
    }
    names.retain(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_'));
    names
}

#[derive(Debug)]
struct Watch {
    last: Mutex<Option<Missing>>,
    globals: BTreeSet<String>,
}

/// A map whose misses are noted.
#[derive(Debug)]
struct Watched {
    value: Value,
    is_root: bool,
    watch: Arc<Watch>,
}

impl Watched {
    fn wrap(value: Value, watch: &Arc<Watch>) -> Value {
        match value.kind() {
            ValueKind::Map => Value::from_object(Self { value, is_root: false, watch: Arc::clone(watch) }),
            ValueKind::Seq => {
                let items = value.try_iter().into_iter().flatten();
                items.map(|item| Self::wrap(item, watch)).collect::<Vec<_>>().into()
            }
            _ => value,
        }
    }
}

impl Object for Watched {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let found = self.value.get_item(key).ok().filter(|value| !value.is_undefined());
        if found.is_none()
            && let Some(name) = key.as_str()
            && !(self.is_root && self.watch.globals.contains(name))
        {
            let known = self.value.try_iter().into_iter().flatten().map(|key| key.to_string()).collect();
            let missing = Missing { name: name.to_owned(), known };
            *self.watch.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(missing);
        }
        found.map(|value| Self::wrap(value, &self.watch))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.mapped_enumerator(|this| Box::new(this.value.try_iter().into_iter().flatten()))
    }
}
