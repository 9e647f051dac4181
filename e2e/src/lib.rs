//! Browser tests of the product in real Chromium; see `tests/`.
