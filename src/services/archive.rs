//! The ZIP around a bundle: written so that the same files give the same bytes, and read so that no
//! archive can make its reader write, wait or swell.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Seek, Write as _};

use zip::read::ZipFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::domain::history::bundle::Files;

/// As many files are read; a case of this many events has never been.
pub const MOST_FILES: usize = 50_000;
/// As many bytes are read, of all files together.
pub const MOST_BYTES: u64 = 4 << 30;

/// Why an archive is not read.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("not a ZIP, or a damaged one: {0}")]
    Damaged(String),
    #[error("holds a name twice")]
    Doubled,
    #[error("holds more than {MOST_FILES} files")]
    TooMany,
    #[error("holds more than {MOST_BYTES} bytes")]
    TooLarge,
    #[error("a name that leads elsewhere: {0:?}")]
    Name(String),
    #[error("something that is no plain file: {0:?}")]
    NoFile(String),
}

impl From<zip::result::ZipError> for Refused {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<std::io::Error> for Refused {
    fn from(error: std::io::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// The bytes of a ZIP. Names are sorted and no clock is in it.
///
/// # Errors
/// It would be larger than a ZIP can be.
pub fn pack(files: &Files) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The files in a ZIP, all in memory: nothing is written anywhere.
///
/// # Errors
/// It is damaged, or not one that would hold a bundle.
pub fn unpack(source: impl Read + Seek) -> Result<Files, Refused> {
    Outer::open(source)?.files()
}

/// A ZIP whose files are read one by one.
#[derive(Debug)]
pub struct Outer<R>(ZipArchive<R>);

impl<R: Read + Seek> Outer<R> {
    /// Opens it and looks at its names.
    ///
    /// # Errors
    /// It is damaged, or not one that we would make.
    pub fn open(source: R) -> Result<Self, Refused> {
        let archive = ZipArchive::new(source)?;
        if archive.has_duplicate_names() {
            return Err(Refused::Doubled);
        }
        if archive.len() > MOST_FILES {
            return Err(Refused::TooMany);
        }
        Ok(Self(archive))
    }

    /// The names of its files, sorted.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .0
            .file_names_raw()
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect();
        names.sort();
        names
    }

    /// All of them, in memory.
    ///
    /// # Errors
    /// One is damaged, or they are not such as would be in a bundle.
    pub fn files(&mut self) -> Result<Files, Refused> {
        let mut files = BTreeMap::new();
        let mut left = MOST_BYTES;
        for index in 0..self.0.len() {
            let (name, content) = self.at(index, &mut left)?;
            files.insert(name, content);
        }
        Ok(files)
    }

    /// One file, in memory; nothing where there is none of that name.
    ///
    /// # Errors
    /// It is damaged, or no plain file.
    pub fn file(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        let Some(index) = self.0.index_for_name(name) else {
            return Ok(None);
        };
        let (_, content) = self.at(index, &mut { MOST_BYTES })?;
        Ok(Some(content))
    }

    fn at(&mut self, index: usize, left: &mut u64) -> Result<(String, Vec<u8>), Refused> {
        let mut file = self.0.by_index(index)?;
        let name = plain_name(&file)?;
        let claimed = file.size();
        *left = left.checked_sub(claimed).ok_or(Refused::TooLarge)?;
        let mut content = Vec::new();
        // One byte more than it claims, so that a longer one is noticed; no more whatever it holds.
        file.by_ref().take(claimed + 1).read_to_end(&mut content)?;
        if u64::try_from(content.len()) != Ok(claimed) {
            return Err(Refused::Damaged(format!(
                "{name}: not of the size it claims"
            )));
        }
        Ok((name, content))
    }
}

/// A ZIP written file by file, each as it is: for what is packed already. No clock is in it.
#[derive(Debug)]
pub struct Packing<W: std::io::Write + Seek>(ZipWriter<W>);

impl<W: std::io::Write + Seek> Packing<W> {
    /// Begins.
    pub fn into(target: W) -> Self {
        Self(ZipWriter::new(target))
    }

    /// Adds a file. Whoever calls keeps the names in order.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn add(&mut self, name: &str, mut content: impl Read) -> zip::result::ZipResult<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default());
        self.0.start_file(name, options)?;
        std::io::copy(&mut content, &mut self.0)?;
        Ok(())
    }

    /// Ends it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn end(self) -> zip::result::ZipResult<W> {
        self.0.finish()
    }
}

fn plain_name<R: Read>(file: &ZipFile<'_, R>) -> Result<String, Refused> {
    let name = file.name()?.into_owned();
    let good = |part: &str| !part.is_empty() && part != "." && part != "..";
    let odd = |c: char| c.is_control() || matches!(c, '\\' | ':');
    if !name.split('/').all(good) || name.contains(odd) {
        return Err(Refused::Name(name));
    }
    if file.is_symlink() || file.encrypted() {
        return Err(Refused::NoFile(name));
    }
    Ok(name)
}

#[cfg(test)]
#[path = "archive_tests.rs"]
mod tests;
