package assay.http;

import java.util.List;

/// Why a request has no better answer, and what to do about it.
public sealed interface Problem {

    /// What is wrong, in one sentence.
    String detail();

    /// What to do, in one sentence.
    String remedy();

    /// A parameter in the path or query is out of its range.
    record BadParameter(String name, String detail, String remedy) implements Problem {}

    /// The body is not what it should be.
    ///
    /// @param pointer to the fault, an RFC 6901 JSON pointer
    record BadBody(String pointer, String detail, String remedy) implements Problem {}

    /// There is no such thing.
    record Missing(String detail, String remedy) implements Problem {}

    /// The thing is there, but does not answer to this method.
    ///
    /// @param allowed the methods that it answers to
    record WrongMethod(List<String> allowed, String detail) implements Problem {
        @Override
        public String remedy() {
            return "Use " + String.join(" or ", allowed) + ".";
        }
    }

    /// The thing cannot be had in any of the forms asked for.
    ///
    /// @param offered media types
    record NotAcceptable(List<String> offered, String detail) implements Problem {
        @Override
        public String remedy() {
            return "Ask for one of " + String.join(", ", offered) + ".";
        }
    }

    /// The body comes in a form that is not read here.
    record UnsupportedBody(String detail, String remedy) implements Problem {}

    /// The request would go against what is on record.
    record Conflict(String detail, String remedy) implements Problem {}

    /// A change was asked for without saying what was seen before.
    record ConditionMissing(String detail, String remedy) implements Problem {}

    /// What was seen before is no longer so.
    ///
    /// @param tag that the thing has now
    record ConditionFailed(String tag, String detail, String remedy) implements Problem {}

    /// Ends a request with this problem, from wherever it is found.
    default Unanswerable thrown() {
        return new Unanswerable(this);
    }

    /// A request that ends with a problem.
    final class Unanswerable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        private Unanswerable(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        /// What is wrong.
        public Problem problem() {
            return problem;
        }
    }
}
