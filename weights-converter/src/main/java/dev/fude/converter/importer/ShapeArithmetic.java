package dev.fude.converter.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * What graphs compute of sizes, one list of a few numbers after another. Pictures may be joined and
 * taken apart by the same operators as lists.
 */
final class ShapeArithmetic implements Pattern {
  /** The schema's numbers of types that are rounded to: integers of all widths. */
  private static final Set<Long> WHOLE = Set.of(2L, 3L, 4L, 5L, 6L, 7L, 12L, 13L);

  @Override
  public Set<String> operators() {
    return Set.of(
        "Shape",
        "Gather",
        "Slice",
        "Concat",
        "Cast",
        "Floor",
        "Ceil",
        "ConstantOfShape",
        "Expand",
        "Range");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Value first = call.value(0);
    return Optional.of(
        switch (call.operator()) {
          case "Shape" -> shape(call);
          case "Cast" ->
              Call.numbers(first).map(few -> cast(call, few)).orElseGet(() -> same(call));
          case "Gather" -> gathered(call);
          case "Slice" -> sliced(call);
          case "Concat" -> concatenated(call);
          case "Floor" -> mapped(call.onlyNumbers(), Math::floor);
          case "Ceil" -> mapped(call.onlyNumbers(), Math::ceil);
          case "Range" -> counted(call);
          case "Expand" -> expanded(call);
          default -> filled(call);
        });
  }

  private static Numbers mapped(Numbers numbers, DoubleUnaryOperator function) {
    return new Numbers(
        numbers.extents(),
        numbers.amounts().stream().map(amount -> amount.map(function)).toList(),
        numbers.whole());
  }

  private static Numbers shape(Call call) {
    List<Amount> extents = extents(call);
    int begin = place(call.node().integer("start", 0), extents.size());
    int end = place(call.node().integer("end", extents.size()), extents.size());
    return Numbers.list(extents.subList(begin, Math.max(begin, end)));
  }

  /** Of a picture, or of what is stored or computed of sizes. */
  private static List<Amount> extents(Call call) {
    int[] known;
    if (call.value(0) instanceof Constant constant) {
      known = constant.tensor().shape().extents();
    } else if (call.value(0) instanceof Numbers numbers) {
      known = numbers.extents();
    } else {
      return call.picture(0).extents();
    }
    return IntStream.of(known).mapToObj(Amount::of).toList();
  }

  private static int place(long index, int count) {
    long place = index < 0 ? index + count : index;
    return (int) Math.max(0, Math.min(count, place));
  }

  /** A picture in other real numbers; integers would round it. */
  private static Value same(Call call) {
    if (WHOLE.contains(call.node().integer("to", 0))) {
      throw new NotImportableException(
          "rounds a picture to integers, which Fude does itself; export the network without that");
    }
    return call.value(0);
  }

  private static Value cast(Call call, Numbers numbers) {
    boolean whole = WHOLE.contains(call.node().integer("to", 0));
    if (!whole || numbers.whole()) {
      return new Numbers(numbers.extents(), numbers.amounts(), whole);
    }
    Numbers rounded =
        mapped(numbers, number -> number < 0 ? Math.ceil(number) : Math.floor(number));
    return new Numbers(rounded.extents(), rounded.amounts(), true);
  }

  private static Value gathered(Call call) {
    if (call.value(0) instanceof Laid) {
      return Selections.gathered(call);
    }
    if (call.value(0) instanceof Constant constant && constant.numbers().isEmpty()) {
      return onlyOne(call, constant);
    }
    Numbers numbers = call.numbers(0);
    int axis = numbers.axis(call.node().integer("axis", 0));
    Numbers wanted = call.numbers(1);
    List<Integer> indices = new ArrayList<>();
    for (long index : wanted.fixed()) {
      long place = index < 0 ? index + numbers.extents()[axis] : index;
      if (place < 0 || place >= numbers.extents()[axis]) {
        throw new NotImportableException("picks an axis that there is not; export the model again");
      }
      indices.add((int) place);
    }
    Numbers picked = numbers.picked(axis, indices);
    return wanted.extents().length == 0 ? picked.without(Set.of(axis)) : picked;
  }

  /** The matrix in a stored batch of one. */
  private static Value onlyOne(Call call, Constant batch) {
    Numbers index = call.numbers(1);
    boolean isFirst = index.extents().length == 0 && (index.get(0).is(0) || index.get(0).is(-1));
    return Optional.of(call.node().integer("axis", 0))
        .filter(axis -> isFirst)
        .flatMap(batch::without)
        .orElseThrow(
            () ->
                new NotImportableException(
                    "picks parts of a stored tensor; export the model with its constants folded"));
  }

  private static Value sliced(Call call) {
    List<Slice> slices = Slice.of(call);
    if (call.value(0) instanceof Laid) {
      return Selections.sliced(call, slices);
    }
    Numbers numbers = call.numbers(0);
    for (Slice slice : slices) {
      int axis = numbers.axis(slice.axis());
      numbers = numbers.picked(axis, slice.of(numbers.extents()[axis]));
    }
    return numbers;
  }

  private static Value concatenated(Call call) {
    if (call.value(0) instanceof Laid) {
      return Joins.of(call);
    }
    List<Amount> amounts = new ArrayList<>();
    boolean whole = true;
    for (int i = 0; i < call.operandCount(); i++) {
      Numbers part = call.numbers(i);
      if (part.extents().length > 1 || amounts.size() + part.count() > Numbers.MOST) {
        throw new NotImportableException("joins more than a few sizes; " + Call.EXPORT_WITHOUT);
      }
      amounts.addAll(part.amounts());
      whole &= part.whole();
    }
    return new Numbers(new int[] {amounts.size()}, amounts, whole);
  }

  /** From a number to before another, in steps. */
  private static Value counted(Call call) {
    double start = single(call, 0);
    double limit = single(call, 1);
    double step = single(call, 2);
    double count = Math.max(0, Math.ceil((limit - start) / step));
    if (!(count <= Numbers.MOST)) {
      throw new NotImportableException("counts further than axes go; " + Call.EXPORT_WITHOUT);
    }
    List<Amount> amounts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      amounts.add(Amount.of(start + i * step));
    }
    return new Numbers(new int[] {amounts.size()}, amounts, call.numbers(0).whole());
  }

  private static double single(Call call, int index) {
    Numbers numbers = call.numbers(index);
    if (numbers.count() != 1 || !numbers.get(0).isConstant()) {
      throw new NotImportableException(
          "counts as far as the picture's size says; " + Call.EXPORT_WITHOUT);
    }
    return numbers.get(0).at(0);
  }

  private static Value filled(Call call) {
    Optional<Numbers> value =
        call.node().stored("value").flatMap(tensor -> new Constant("", tensor).numbers());
    return filled(call.numbers(0), value);
  }

  /** One number in many places, or a picture repeated. */
  private static Value expanded(Call call) {
    Optional<Numbers> number = Call.numbers(call.value(0)).filter(few -> few.count() == 1);
    return number.isPresent() ? filled(call.numbers(1), number) : Tiles.expanded(call);
  }

  private static Value filled(Numbers asked, Optional<Numbers> value) {
    if (asked.count() == Order.NCHW.axes().size()) {
      return uniform(asked, value.map(numbers -> numbers.get(0).at(0)).orElse(0.0));
    }
    long[] extents = asked.fixed();
    if (extents.length > 1
        || (extents.length == 1 && (extents[0] < 0 || extents[0] > Numbers.MOST))) {
      throw new NotImportableException(
          "makes a tensor of one number that is no picture; " + Call.EXPORT_WITHOUT);
    }
    int count = extents.length == 0 ? 1 : (int) extents[0];
    Numbers filled =
        Numbers.filled(
            count,
            value.map(numbers -> numbers.get(0)).orElse(Amount.of(0)),
            value.map(Numbers::whole).orElse(false));
    return extents.length == 0 ? filled.reshaped(new int[0]) : filled;
  }

  /** A picture of one number. The sides are the extents that depend on the picture's size. */
  private static Value uniform(Numbers extents, double number) {
    for (Order order : List.of(Order.NCHW, Order.NHWC)) {
      Amount channels = extents.get(order.axes().indexOf(Axis.CHANNELS));
      boolean isPicture =
          channels.isConstant()
              && extents.get(0).is(1)
              && !extents.get(order.axes().indexOf(Axis.HEIGHT)).isConstant()
              && !extents.get(order.axes().indexOf(Axis.WIDTH)).isConstant();
      if (isPicture) {
        return new Uniform(number, (int) channels.at(0), order);
      }
    }
    throw new NotImportableException(
        "makes a tensor of one number that is no picture; " + Call.EXPORT_WITHOUT);
  }
}
