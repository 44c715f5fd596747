package assay.experiment;

import java.util.Arrays;

/// Numbers in the order in which they came, as many as there are.
final class Numbers {

    private double[] values = new double[16];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    double get(int index) {
        return values[index];
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /// Cuts what is above.
    void cap(double most) {
        for (int i = 0; i < size; i++) {
            values[i] = values[i] > most ? most : values[i];
        }
    }

    /// Puts a number in place of each NaN.
    void fill(double instead) {
        for (int i = 0; i < size; i++) {
            values[i] = Double.isNaN(values[i]) ? instead : values[i];
        }
    }

    /// The numbers that are not NaN.
    double[] known() {
        return Arrays.stream(values, 0, size).filter(v -> !Double.isNaN(v)).toArray();
    }
}
