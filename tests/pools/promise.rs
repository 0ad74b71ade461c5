//! A wrong outcome is confirmed no more often than promised: exactly in tiny populations, by lot in larger ones.
