package dev.assay.registry.policy;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

import dev.assay.registry.policy.Vocabulary.Type;
import dev.assay.scanners.finding.Severity;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Compiles the expressions of rules. For the type checker the groups of the {@link Vocabulary} are
 * structures, so that a word that does not exist is refused when a policy is loaded; at run time
 * they are the maps of {@link Facts}.
 */
final class Expressions {

    /** Why an expression cannot be taken. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        /** Positions of the expression itself, from 1; 0 where there is none. */
        final int line;

        final int column;

        RefusedException(String message, int line, int column) {
            super(message);
            this.line = line;
            this.column = column;
        }
    }

    /**
     * What an expression may cost: its length, how deeply it nests, and how many elements all its
     * loops together may visit. Two loops within each other over the largest closures stay below.
     */
    private static final CelOptions LIMITS =
            CelOptions.current()
                    .maxExpressionCodePointSize(8_000)
                    .maxParseRecursionDepth(64)
                    .maxParseErrorRecoveryLimit(10)
                    .comprehensionMaxIterations(500_000)
                    .maxRegexProgramSize(2_000)
                    .build();

    private static final String AT_LEAST = "text_at_least_text";

    private final Cel cel;
    private final Words words = new Words();

    Expressions() {
        var types = new Types();
        var builder =
                CelFactory.standardCelBuilder()
                        .setOptions(LIMITS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .setTypeProvider(types)
                        .addFunctionDeclarations(
                                CelFunctionDecl.newFunctionDeclaration(
                                        Words.AT_LEAST,
                                        CelOverloadDecl.newMemberOverload(
                                                AT_LEAST,
                                                SimpleType.BOOL,
                                                SimpleType.STRING,
                                                SimpleType.STRING)))
                        .addFunctionBindings(
                                CelFunctionBinding.from(
                                        AT_LEAST,
                                        String.class,
                                        String.class,
                                        (one, other) -> severity(one).atLeast(severity(other))));
        Vocabulary.variables()
                .forEach((name, field) -> builder.addVar(name, celType(field.type())));
        cel = builder.build();
    }

    /** A condition, which is true or false. */
    CelRuntime.Program condition(String expression) throws RefusedException {
        return compile(expression, SimpleType.BOOL, "true or false");
    }

    /** A list of texts. */
    CelRuntime.Program texts(String expression) throws RefusedException {
        return compile(expression, ListType.create(SimpleType.STRING), "a list of texts");
    }

    private CelRuntime.Program compile(String expression, CelType wanted, String words)
            throws RefusedException {
        try {
            var ast = cel.compile(expression).getAst();
            if (!ast.getResultType().equals(wanted)) {
                throw new RefusedException(
                        "the expression gives "
                                + ast.getResultType().name()
                                + " and has to give "
                                + words,
                        0,
                        0);
            }
            this.words.check(ast);
            return cel.createProgram(ast);
        } catch (CelValidationException e) {
            var first = e.getErrors().getFirst();
            var at = first.getSourceLocation();
            throw new RefusedException(first.getMessage(), at.getLine(), at.getColumn() + 1);
        } catch (CelEvaluationException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), 0, 0);
        }
    }

    private static Severity severity(String word) {
        try {
            return Severity.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + word + "' is no severity", e);
        }
    }

    private static CelType celType(Type type) {
        return switch (type) {
            case Type.Text() -> SimpleType.STRING;
            case Type.Number() -> SimpleType.INT;
            case Type.Share() -> SimpleType.DOUBLE;
            case Type.Flag() -> SimpleType.BOOL;
            case Type.ListOf(var element) -> ListType.create(celType(element));
            case Type.ByName(var element) -> MapType.create(SimpleType.STRING, celType(element));
            case Type.Group group -> StructTypeReference.create(group.name());
        };
    }

    /** The groups of the vocabulary as structures of CEL. */
    private static final class Types implements CelTypeProvider {

        private final Map<String, StructType> byName =
                Vocabulary.groups().stream()
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        Type.Group::name, Types::structure));

        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.copyOf(byName.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(byName.get(name));
        }

        private static StructType structure(Type.Group group) {
            return StructType.create(
                    group.name(),
                    ImmutableSet.copyOf(group.fields().keySet()),
                    name ->
                            Optional.of(
                                    celType(
                                            Objects.requireNonNull(group.fields().get(name), name)
                                                    .type())));
        }
    }
}
