//! Which audits were held in the scenario, and which are hypothetical.

use super::text::Scenario;
use crate::audit::statutes;

impl Scenario {
    /// Whether an audit by this method was held: the law of the scenario orders it, and it follows that law. Every
    /// other audit is hypothetical, and changes no outcome.
    pub fn holds_audit(&self, method: &str) -> bool {
        let code = self.audit.as_ref().and_then(|audit| audit.law.as_ref());
        let ordered = code.filter(|code| self.law.as_ref() == Some(*code)).and_then(|code| statutes::named(code));
        ordered.is_some_and(|law| law.method() == method)
    }
}
