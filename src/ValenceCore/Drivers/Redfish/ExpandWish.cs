namespace ValenceCore.Drivers.Redfish;

/// <summary>What a reader of a collection would like to find in the answer; what is not there it reads by itself.</summary>
/// <param name="Levels">1 for the members, 2 for what they link, and so on.</param>
/// <param name="Properties">Properties of a member that are looked at, with commas between them; null for all. The rest may be left out.</param>
internal sealed record ExpandWish(int Levels, string? Properties = null)
{
    public static readonly ExpandWish Members = new(1);
}
