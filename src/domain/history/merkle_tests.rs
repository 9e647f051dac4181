use std::collections::BTreeMap;
use std::convert::Infallible;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;

use super::*;

/// A tree with all its complete subtrees.
#[derive(Default)]
struct Tree {
    edge: Edge,
    nodes: BTreeMap<Place, Hash>,
    roots: Vec<Hash>,
}

impl Tree {
    fn of<T: AsRef<[u8]>>(entries: &[T]) -> Self {
        let mut tree = Self::default();
        tree.roots.push(tree.edge.root());
        for entry in entries {
            let Self { edge, nodes, roots } = &mut tree;
            edge.push(leaf_hash(entry.as_ref()), |at, hash| {
                nodes.insert(at, hash);
            });
            roots.push(edge.root());
        }
        tree
    }
}

impl Nodes for Tree {
    type Error = Infallible;

    fn node(&mut self, at: Place) -> Result<Hash, Infallible> {
        Ok(*self.nodes.get(&at).unwrap())
    }
}

fn hex_of(text: &str) -> Hash {
    text.parse().unwrap()
}

/// The eight entries of the vectors that are published with the reference implementation of RFC 6962.
const ENTRIES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

#[test]
fn the_published_roots_come_out() {
    let tree = Tree::of(&ENTRIES);
    let published = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    assert_eq!(tree.roots, published.map(hex_of));
}

#[test]
fn the_published_paths_come_out() {
    let mut tree = Tree::of(&ENTRIES);
    let path = inclusion(0, 8, &mut tree).unwrap();
    let published = [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ];
    assert_eq!(path, published.map(hex_of));
    let path = consistency(6, 8, &mut tree).unwrap();
    let published = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(path, published.map(hex_of));
}

#[test]
fn every_leaf_of_every_size_is_found_and_no_other() {
    let entries: Vec<_> = (0..70_u64).map(|n| n.to_be_bytes()).collect();
    let mut tree = Tree::of(&entries);
    for size in 1..=70 {
        let root = tree.roots[usize::try_from(size).unwrap()];
        for index in 0..size {
            let path = inclusion(index, size, &mut tree).unwrap();
            let leaf = leaf_hash(&entries[usize::try_from(index).unwrap()]);
            assert!(includes(leaf, index, size, &path, &root), "{index}/{size}");
            assert!(!includes(root, index, size, &path, &root) || size == 1);
            assert!(!includes(leaf, index + 1, size, &path, &root));
            let mut longer = path.clone();
            longer.push(root);
            assert!(!includes(leaf, index, size, &longer, &root));
        }
    }
}

#[test]
fn every_older_tree_is_found_in_every_younger_and_no_other() {
    let entries: Vec<_> = (0..40_u64).map(|n| n.to_be_bytes()).collect();
    let mut tree = Tree::of(&entries);
    let at = |n: u64| (n, tree.roots[usize::try_from(n).unwrap()]);
    let roots: Vec<_> = (0..=40).map(at).collect();
    for (new, younger) in roots.iter().enumerate() {
        for (old, older) in roots.iter().enumerate().take(new + 1) {
            let path = consistency(older.0, younger.0, &mut tree).unwrap();
            assert!(consistent(*older, *younger, &path), "{old} in {new}");
            let other = (older.0, leaf_hash(b"another"));
            assert!(!consistent(other, *younger, &path), "{old} in {new}");
            assert!(old == new || !consistent(*younger, *older, &path));
            if old > 0 && old < new {
                assert!(!consistent(*older, (younger.0, other.1), &path));
            }
        }
    }
}

#[test]
fn an_edge_that_is_loaded_goes_on_as_the_one_that_was_kept() {
    let entries: Vec<_> = (0..100_u64).map(|n| n.to_be_bytes()).collect();
    let mut tree = Tree::of(&entries);
    for size in 0..100 {
        let mut edge = Edge::load(size, &mut tree).unwrap();
        assert_eq!(edge.root(), tree.roots[usize::try_from(size).unwrap()]);
        edge.push(
            leaf_hash(&entries[usize::try_from(size).unwrap()]),
            |_, _| {},
        );
        assert_eq!(edge.root(), tree.roots[usize::try_from(size + 1).unwrap()]);
    }
}

#[test]
fn an_entry_is_its_parts_in_order() {
    let hash = Hash::new([7; 32]);
    let entry = entry("case:1", 258, &hash);
    assert_eq!(
        hex::encode(entry),
        "b73effc99586db05595ecf994cb99234563ef7f1fb2f9878a13a01d8c8f63552\
         00000000000001020707070707070707070707070707070707070707070707070707070707070707"
    );
}

proptest! {
    #[test]
    fn another_implementation_gives_the_same_roots_and_proofs(
        entries in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..80), 1..150),
        first in any::<prop::sample::Index>(),
        second in any::<prop::sample::Index>(),
    ) {
        let mut tree = Tree::of(&entries);
        let mut other = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        for entry in &entries {
            other.push(entry.clone());
        }
        let root = Hash::from_bytes(other.root().as_bytes());
        prop_assert_eq!(root, Some(tree.edge.root()));
        let index = first.index(entries.len());
        let flat = |path: &[Hash]| path.iter().flat_map(|h| *h.as_bytes()).collect::<Vec<_>>();
        let size = u64::try_from(entries.len()).unwrap();
        let mine = inclusion(u64::try_from(index).unwrap(), size, &mut tree).unwrap();
        let theirs = other.prove_inclusion(index);
        prop_assert_eq!(flat(&mine), theirs.as_bytes());
        let added = second.index(entries.len());
        if added > 0 && added < entries.len() {
            let old = u64::try_from(entries.len() - added).unwrap();
            let mine = consistency(old, size, &mut tree).unwrap();
            let theirs = other.prove_consistency(added);
            prop_assert_eq!(flat(&mine), theirs.as_bytes());
        }
    }
}
