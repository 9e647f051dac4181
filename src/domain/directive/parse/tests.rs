use super::*;

const SHIPPED: &str = include_str!("../../../../directives/art45-1381.toml");

#[test]
fn the_shipped_directive_is_read_without_a_mistake() {
    let mistakes = parse(SHIPPED).err().unwrap_or_default();
    let said: Vec<_> = mistakes
        .iter()
        .map(|m| format!("{}:{} {}", m.line, m.column, m.message))
        .collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}
