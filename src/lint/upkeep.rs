//! `unused-suppression` and `stale-baseline`: what was set aside once and is no longer there.

use super::{Category, Check, Level, Lint};

pub(crate) const UNUSED_SUPPRESSION: Lint = Lint {
    id: "unused-suppression",
    category: Category::Upkeep,
    level: Level::Warning,
    default: true,
    summary: "a suppression that sets nothing aside",
    checks: &[Check::Upkeep],
};

pub(crate) const STALE_BASELINE: Lint = Lint {
    id: "stale-baseline",
    category: Category::Upkeep,
    level: Level::Warning,
    default: true,
    summary: "an entry of the baseline for what is no longer found",
    checks: &[Check::Upkeep],
};
