package dev.assay.scanners.javascript.syntax;

/** What a {@link Node} is, and how its text and children are laid out. */
public enum Kind {
    /** Text is the value. */
    STRING,
    /** Text is the canonical decimal form. */
    NUMBER,
    BIGINT,
    /** Text is {@code true} or {@code false}. */
    BOOLEAN,
    NULL,
    UNDEFINED,
    /** Text is the literal with its flags. */
    REGEXP,
    /** Children alternate between STRING parts and expressions, in source order. */
    TEMPLATE,
    /** Text is the name; always an {@link Ident}. */
    IDENT,
    THIS,
    SUPER,
    /** {@code import.meta} or {@code new.target}, as text. */
    META,
    ARRAY,
    /** PROPERTY and SPREAD children. */
    OBJECT,
    /** Text is the key, or null where computed; children: value, then the computed key. */
    PROPERTY,
    SPREAD,
    /** A missing array element. */
    HOLE,
    /** Always a {@link Fn}. */
    FUNCTION,
    /** Always a {@link Cls}. */
    CLASS,
    /** Text is the property; child: the object. */
    MEMBER,
    /** Children: object, index. */
    INDEX,
    /**
     * Children: callee, arguments. A tagged template is a call whose first argument is an ARRAY of
     * its strings.
     */
    CALL,
    NEW,
    /** Children: specifier, options. */
    IMPORT,
    /** Text is the operator. */
    UNARY,
    /** {@code ++} and {@code --}. */
    UPDATE,
    BINARY,
    /** {@code &&}, {@code ||} and {@code ??}. */
    LOGICAL,
    CONDITIONAL,
    /** Text is the operator; children: target (a pattern for destructuring), value. */
    ASSIGN,
    SEQUENCE,
    AWAIT,
    YIELD,
    /** The value that a caller gives; always a {@link Parameter}. */
    PARAMETER,

    /** Always a {@link Block}. */
    BLOCK,
    /**
     * Text is {@code var}, {@code let} or {@code const}; children: IDENT, and the initial value if
     * there is one.
     */
    VAR,
    EXPRESSION,
    /** Children: test, then-block, and the else-block if there is one. */
    IF,
    /** Children: test, update, body; EMPTY where absent. */
    FOR,
    /** {@code for in}: target, object, body. */
    FOR_IN,
    /** {@code for of}: target, iterable, body. */
    FOR_OF,
    DO,
    SWITCH,
    CASE,
    /** Children: block, handlers, finally. */
    TRY,
    /** Children: pattern, body. */
    CATCH,
    RETURN,
    THROW,
    BREAK,
    CONTINUE,
    LABEL,
    WITH,
    EMPTY
}
