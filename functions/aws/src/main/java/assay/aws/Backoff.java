package assay.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Tries again, later and later, a bounded number of times: the n-th pause is a random part of
/// `first * 2^n`, at most `longest`.
///
/// @param attempts 1 or more
/// @param random draws those apart who collided
record Backoff(int attempts, Duration first, Duration longest, RandomGenerator random) {

    /// Empty if it is worth trying again.
    interface Attempt<T> {
        Optional<T> make();
    }

    /// The first answer there is; empty if no attempt had one.
    <T> Optional<T> first(Attempt<T> attempt) {
        for (int n = 0; n < attempts; n++) {
            if (n > 0) {
                pause(n - 1);
            }
            Optional<T> answer = attempt.make();
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private void pause(int n) {
        long most = Math.min(longest.toMillis(), first.toMillis() << Math.min(n, 20));
        try {
            Thread.sleep(random.nextLong(most + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two attempts", e);
        }
    }
}
