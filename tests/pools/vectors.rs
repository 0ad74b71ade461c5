//! Other programs' figures for pools and hybrids, through the audits themselves.
