package assay.statistics.multiplicity;

/// How a payment is spread over the hypotheses that follow it: positive parts, falling, that sum to
/// one.
enum Discount {
    /// `log(max(j, 2)) / (j exp(sqrt(log j)))`, scaled (Javanmard and Montanari 2018, equation 31).
    SLOW {
        @Override
        double of(long place) {
            double j = place;
            return 0.07720838 * Math.log(Math.max(j, 2)) / (j * Math.exp(Math.sqrt(Math.log(j))));
        }
    },
    /// `j^-1.6`, scaled by one over zeta(1.6) (Ramdas et al. 2018, section 4).
    FAST {
        @Override
        double of(long place) {
            return 0.4374901658 / Math.pow((double) place, 1.6);
        }
    };

    /// The part of the `place`-th hypothesis after the payment.
    ///
    /// @param place `>= 1`
    abstract double of(long place);

    /// All parts after the first `places`: 1 before any, falling to 0.
    ///
    /// @param places `>= 0`
    double after(long places) {
        double paid = 0;
        for (long place = 1; place <= places; place++) {
            paid += of(place);
        }
        return Math.max(0, 1 - paid);
    }
}
