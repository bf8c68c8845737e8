package dev.fude.testkit;

import dev.fude.core.op.DivideByChannelSum;
import dev.fude.core.tensor.Tensor;
import java.util.List;

/** {@link DivideByChannelSum}. */
final class DivideByChannelSumCases implements CasesOf<DivideByChannelSum> {
  @Override
  public Class<DivideByChannelSum> op() {
    return DivideByChannelSum.class;
  }

  @Override
  public List<OpCase> list() {
    return CaseShapes.elementwise(new DivideByChannelSum(1e-9));
  }

  @Override
  public String attributes(DivideByChannelSum op) {
    return " eps " + op.eps();
  }

  /**
   * The sum of C channels and eps is off by at most (C + 1) u of the magnitudes in it, which is
   * more than that of itself where they cancel; the quotient by as large a part, and twice rounded.
   * Of an error in the input, the quotient takes its own and those of the sum.
   */
  @Override
  public double error(DivideByChannelSum op, ComputedNode node) {
    Tensor input = node.input();
    int channels = input.shape().channels();
    double worst = 0;
    for (int pixel = 0; pixel < input.data().length; pixel += channels) {
      double error = ofPixel(op.eps(), input.data(), pixel, channels, node.errorIn());
      worst = Double.isFinite(error) ? Math.max(worst, error) : worst;
    }
    return worst;
  }

  private static double ofPixel(double eps, float[] data, int pixel, int channels, double errorIn) {
    double sum = eps;
    double magnitudes = eps;
    double peak = 0;
    for (int i = pixel; i < pixel + channels; i++) {
      sum += data[i];
      magnitudes += Math.abs(data[i]);
      peak = Math.max(peak, Math.abs(data[i]));
    }
    double quotient = peak / Math.abs(sum);
    double units = (channels + 1) * magnitudes / Math.abs(sum) + 2;
    double rounding = ErrorModel.UNIT * units * quotient + Float.MIN_VALUE;
    double passedOn = errorIn * (1 + channels * quotient) / Math.abs(sum);
    return passedOn + ErrorModel.worstCase(rounding);
  }
}
