//! All that a template can reach: itself, its data and two fonts.

use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::{NotPrinted, Sheet};

const FONTS: [&[u8]; 2] = [
    include_bytes!("../fonts/Vazirmatn-Regular.ttf"),
    include_bytes!("../fonts/Vazirmatn-Bold.ttf"),
];
const DATA: &str = "data.json";

/// What is the same for every document.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sheets: Vec<Source>,
}

static SHARED: OnceLock<Option<Shared>> = OnceLock::new();

impl Shared {
    fn get() -> Option<&'static Self> {
        SHARED.get_or_init(Self::read).as_ref()
    }

    fn read() -> Option<Self> {
        let fonts = FONTS.iter().map(|font| Font::new(Bytes::new(*font), 0));
        let fonts: Vec<Font> = fonts.collect::<Option<_>>()?;
        let sheets = Sheet::ALL.into_iter().map(|sheet| {
            let id = file(&format!("{}.typ", sheet.index()))?;
            Some(Source::new(id, sheet.source().to_owned()))
        });
        Some(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            sheets: sheets.collect::<Option<_>>()?,
            fonts,
        })
    }
}

fn file(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// One document on its way.
pub(crate) struct Desk {
    shared: &'static Shared,
    sheet: &'static Source,
    data: Bytes,
}

impl Desk {
    pub(crate) fn of(sheet: Sheet, data: Vec<u8>) -> Result<Self, NotPrinted> {
        let unread = || NotPrinted::Template("fonts or templates cannot be read".to_owned());
        let shared = Shared::get().ok_or_else(unread)?;
        Ok(Self {
            shared,
            sheet: shared.sheets.get(sheet.index()).ok_or_else(unread)?,
            data: Bytes::new(data),
        })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.sheet.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id == self.sheet.id() {
            true => Ok(self.sheet.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id.get().vpath().get_without_slash() {
            DATA => Ok(self.data.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
