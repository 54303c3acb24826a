namespace Harness.Histories;

/// <summary>
/// Whether a history of claims is linearizable: whether each call can be given one moment between its beginning and its end so that, in the order of
/// these moments, every place has at most one holder, is given back by him who has it, and is seen with him who has it. Places are independent of each
/// other, so each is judged alone (Herlihy and Wing, locality). The search keeps all states that are possible after each end of a call ("just in time",
/// Lowe 2017); with few calls at a time these are few.
/// </summary>
internal static class ClaimCheck
{
    /// <returns>A sentence for each place whose history no order explains; none when all is well.</returns>
    public static IReadOnlyList<string> Problems(IReadOnlyList<ClaimCall> calls) =>
        [.. calls.GroupBy(call => call.Place, StringComparer.Ordinal).Select(place => ProblemOf([.. place])).OfType<string>()];

    private static string? ProblemOf(IReadOnlyList<ClaimCall> calls)
    {
        // Somebody who was seen but took the place by no call that we know of tells nothing.
        var known = calls.Where(call => call.Verb == ClaimVerb.Take).Select(call => call.Holder).ToHashSet();
        var told = calls.Where(call => call.Holder is null || known.Contains(call.Holder)).ToList();
        var moments = told.Select((call, index) => (Moment: call.Begun, Index: index, IsEnd: false))
            .Concat(told.Select((call, index) => (Moment: call.Ended, Index: index, IsEnd: true)))
            .OrderBy(moment => moment.Moment);

        var pending = new HashSet<int>();
        HashSet<State> possible = [State.Free];
        foreach (var (_, index, isEnd) in moments)
        {
            if (!isEnd)
            {
                pending.Add(index);
                continue;
            }

            var reached = Reach(possible, pending, told);
            HashSet<State> left = [.. reached.Where(state => state.IsDone(index) || !told[index].IsCertain).Select(state => state.Without(index))];
            if (left.Count == 0)
            {
                var around = pending.Select(one => told[one]).OrderBy(one => one.Begun);
                var holders = string.Join(" or ", possible.Select(state => state.Holder ?? "nobody").Distinct());
                return $"{told[index]} cannot be: {holders} had it, and under way were {string.Join("; ", around)}";
            }

            pending.Remove(index);
            possible = left;
        }

        return null;
    }

    /// <summary>The states that are possible when any of the pending calls take effect, in any order.</summary>
    private static HashSet<State> Reach(HashSet<State> from, HashSet<int> pending, List<ClaimCall> calls)
    {
        var reached = new HashSet<State>(from);
        var open = new Stack<State>(from);
        while (open.TryPop(out var state))
        {
            foreach (var index in pending.Where(index => !state.IsDone(index)))
            {
                if (state.After(calls[index], index) is { } next && reached.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    /// <summary>Who has the place, and which of the pending calls have taken effect.</summary>
    private sealed record State(string? Holder, string Done)
    {
        public static readonly State Free = new(null, "");

        public bool IsDone(int index) => Done.Contains(Mark(index), StringComparison.Ordinal);

        public State Without(int index) => this with { Done = Done.Replace(Mark(index), "", StringComparison.Ordinal) };

        public State? After(ClaimCall call, int index) => call.Verb switch
        {
            ClaimVerb.Take => Holder is null ? With(call.Holder, index) : null,
            ClaimVerb.Give => Holder == call.Holder ? With(null, index) : null,
            _ => Holder == call.Holder ? With(Holder, index) : null,
        };

        private static string Mark(int index) => $"<{index.ToString(System.Globalization.CultureInfo.InvariantCulture)}>";

        /// <summary>The marks in one order, so that equal states are equal.</summary>
        private State With(string? holder, int index)
        {
            var marks = $"{Done}{Mark(index)}".Split('<', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
            return new State(holder, string.Concat(marks.Select(mark => $"<{mark}")));
        }
    }
}
