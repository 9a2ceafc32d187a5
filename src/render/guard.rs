//! A net under foreign fonts: what a damaged font makes the libraries do ends here and not the program.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Calls that are being watched; while there is one, nobody prints why a thread ended.
static WATCHED: AtomicUsize = AtomicUsize::new(0);

/// The outcome of `work`; `None` where a library broke off in the middle of it.
///
/// Only for work on fonts of the user's: a fault of ours must not be taken for one of theirs.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |info| {
            if WATCHED.load(Ordering::SeqCst) == 0 {
                usual(info);
            }
        }));
    });
    WATCHED.fetch_add(1, Ordering::SeqCst);
    let outcome = catch_unwind(AssertUnwindSafe(work)).ok();
    WATCHED.fetch_sub(1, Ordering::SeqCst);
    outcome
}
