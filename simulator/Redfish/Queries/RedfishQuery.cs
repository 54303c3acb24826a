namespace Simulator.Redfish;

/// <summary>The query parameters of one read, checked (DSP0266, query parameters).</summary>
internal sealed record RedfishQuery
{
    public bool Only { get; init; }

    public MemberFilter? Filter { get; init; }

    public long Skip { get; init; }

    /// <summary>At most so many members; null for all.</summary>
    public long? Top { get; init; }

    public ExpandQuery? Expand { get; init; }

    /// <summary>Only what is marked as excerpt in the schema.</summary>
    public bool Excerpt { get; init; }

    public Selection? Select { get; init; }

    /// <summary>True when some members of a collection may be left out.</summary>
    public bool ChoosesMembers => Filter is not null || Skip > 0 || Top is not null;

    /// <summary>True when the answer tells more than the one resource: its ETag then says nothing about the answer.</summary>
    public bool LooksIntoOthers => Filter is not null || Expand is not null;
}

/// <summary>Which links become what they lead to, and how deep.</summary>
internal sealed record ExpandQuery(bool Links, bool Others, int Levels)
{
    public const int MostLevels = 6;

    /// <summary>Null for another sign than the three of the standard.</summary>
    public static ExpandQuery? Of(char sign, int levels) => sign switch
    {
        '.' => new(Links: false, Others: true, levels),
        '~' => new(Links: true, Others: false, levels),
        '*' => new(Links: true, Others: true, levels),
        _ => null,
    };
}
