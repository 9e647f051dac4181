//! The product and the driver, started when the first test needs them.

use std::sync::OnceLock;

use sejel_e2e::{App, Browser, Driver, Error, Size};

#[derive(Default)]
pub(crate) struct Stage {
    /// A start that failed is not tried again for every test.
    started: OnceLock<Result<(App, Driver), String>>,
}

impl Stage {
    pub(crate) fn app(&self) -> Result<&App, Error> {
        self.started().map(|(app, _)| app)
    }

    pub(crate) fn browser(&self, size: Size) -> Result<Browser<'_>, Error> {
        let (app, driver) = self.started()?;
        Browser::open(app, driver, size)
    }

    fn started(&self) -> Result<&(App, Driver), Error> {
        let start = || Ok((App::start()?, Driver::start()?));
        self.started
            .get_or_init(|| start().map_err(|error: Error| error.to_string()))
            .as_ref()
            .map_err(|error| Error::Expected(error.clone()))
    }
}
