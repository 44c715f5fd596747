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

    void add(Numbers others) {
        if (size + others.size > values.length) {
            values = Arrays.copyOf(values, Math.max(size + others.size, size + (size >> 1)));
        }
        System.arraycopy(others.values, 0, values, size, others.size);
        size += others.size;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
