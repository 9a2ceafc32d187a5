//! Numbers that stay on one line: `1.6 \times 10^{-19}`, with the unit behind.
//!
//! The engine breaks a formula after every sign such as `×`; between the parts of a number nobody expects it.

use super::node::{Node, Part, Script};

/// How many of the first nodes are a number times a power of ten, with its unit where one follows; none are needed to
/// stay together where nothing in them could be broken.
///
/// Whoever asks knows that what stands before is no part of the number.
pub(super) fn length(nodes: &[Node]) -> Option<usize> {
    let number = count(nodes, is_figure);
    let power = power(nodes.get(number..)?).map_or(number, |length| number + length);
    let unit = unit(nodes.get(power..)?);
    let breaks = |nodes: &[Node]| nodes.iter().any(|node| is_product(node) || matches!(node, Node::Char('/')));
    let in_unit = nodes.get(power..power + unit)?.iter().any(|node| match node {
        Node::Command { arguments, .. } => arguments.iter().any(|argument| breaks(argument)),
        _ => false,
    });
    let begins = matches!(nodes.first(), Some(Node::Char('0'..='9')));
    (begins && (power > number || in_unit)).then_some(power + unit)
}

/// Whether it is a piece of a plain number, in which a comma may stand in braces.
pub(super) fn is_figure(node: &Node) -> bool {
    match node {
        Node::Char(c) => c.is_ascii_digit() || *c == '.',
        Node::Group(inner) => matches!(inner.as_slice(), [Node::Char(',')]),
        _ => false,
    }
}

fn count(nodes: &[Node], is_one: fn(&Node) -> bool) -> usize {
    nodes.iter().take_while(|node| is_one(node)).count()
}

fn is_product(node: &Node) -> bool {
    match node {
        Node::Command { name, arguments, .. } => arguments.is_empty() && (name == "times" || name == "cdot"),
        Node::Char(c) => matches!(c, '×' | '·' | '⋅'),
        _ => false,
    }
}

/// `\times 10^{n}`: the last digit is the base of the power.
fn power(nodes: &[Node]) -> Option<usize> {
    let zero = |script: &Script| {
        script.sup.is_some() && script.sub.is_none() && matches!(script.base.as_deref(), Some(Node::Char('0')))
    };
    match nodes {
        [times, Node::Char('1'), Node::Script(script), ..] if is_product(times) && zero(script) => Some(3),
        _ => None,
    }
}

/// Upright letters after a space, or several of them with spaces between.
fn unit(nodes: &[Node]) -> usize {
    let spaces = count(nodes, is_space);
    let upright = |node: &Node| match node {
        Node::Script(script) => script.base.as_deref().is_some_and(is_upright),
        node => is_upright(node),
    };
    match nodes.get(spaces) {
        Some(node) if upright(node) => spaces + 1 + unit(nodes.get(spaces + 1..).unwrap_or_default()),
        _ => 0,
    }
}

fn is_space(node: &Node) -> bool {
    match node {
        Node::Own { name, .. } => matches!(name.as_str(), "," | ":" | ";" | " "),
        Node::Skip(_) | Node::Tie => true,
        _ => false,
    }
}

fn is_upright(node: &Node) -> bool {
    match node {
        Node::Command { name, arguments, .. } => name == "mathrm" && !arguments.is_empty(),
        Node::Text { parts, .. } => parts.iter().all(|part| matches!(part, Part::Plain(text) if !text.contains(' '))),
        _ => false,
    }
}
