using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Why blocks cannot be composed, in the words of the standard (Composition 1.1.3 and Base).</summary>
internal static class CompositionMessages
{
    // What each filter of the allocator looks for.
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["processors"] = "Processor", ["memory"] = "Memory", ["local drives"] = "Drive", ["ethernet interfaces"] = "EthernetInterface",
    };

    /// <summary>Every problem in one answer: 409 when another moment could make a difference to all of them, else 400.</summary>
    /// <param name="pointerOf">Where in the request a block is named; null when it has no body.</param>
    public static IResult Refuse(IReadOnlyList<BlockProblem> problems, Func<string, string?> pointerOf) => RedfishErrors.Answer(
        problems.All(p => IsOfTheMoment(p.Kind)) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest,
        [.. problems.Select(p => Of(p, pointerOf(p.Block)))]);

    public static RedfishMessage Of(BlockProblem problem, string? pointer)
    {
        string[]? places = pointer is null ? null : [pointer];
        var property = pointer?.Contains(BlockRequest.Suppliers, StringComparison.Ordinal) == true ? BlockRequest.Suppliers : "ResourceBlocks";
        return problem.Kind switch
        {
            BlockProblemKind.NotFound => Composition("ResourceBlockNotFound", [problem.Block]),
            BlockProblemKind.InUse => Composition("ResourceBlockInUse", [problem.Block]),
            BlockProblemKind.Reserved => Composition("SpecifiedResourceAlreadyReserved", [problem.Block, problem.Reservation ?? ""]),
            BlockProblemKind.OtherClient or BlockProblemKind.Unhealthy or BlockProblemKind.Twice or BlockProblemKind.Nested => Composition("ResourceBlockInvalid", [problem.Block]),
            BlockProblemKind.NoCommonZone or BlockProblemKind.OtherZone => Composition("IncompatibleZone", []),
            BlockProblemKind.Registered => MessageRegistries.Base.Message(
                "ResourceAlreadyExists", ["ResourceBlock", "Id", problem.Block], problem.Text, problem.Remedy, places),
            BlockProblemKind.NoSuchSystem or BlockProblemKind.NoSuchZone => MessageRegistries.Base.Message(
                "ResourceMissingAtURI", [UriOf(problem)], problem.Text, problem.Remedy, places),
            BlockProblemKind.NameTaken or BlockProblemKind.BlockNameTaken => MessageRegistries.Base.Message(
                "ResourceAlreadyExists", [problem.Kind == BlockProblemKind.NameTaken ? "ComputerSystem" : "ResourceBlock", "Id", problem.Block],
                problem.Text, problem.Remedy, ["#/Name"]),
            BlockProblemKind.SystemIsOn or BlockProblemKind.SystemIsBusy => MessageRegistries.Base.Message("ResourceInUse", [], problem.Text, problem.Remedy, places),
            _ => MessageRegistries.Base.Message("PropertyValueConflict", [property, property], problem.Text, problem.Remedy, places),
        };

        RedfishMessage Composition(string key, IReadOnlyList<string> args) =>
            MessageRegistries.Composition.Message(key, args, problem.Text, problem.Remedy, places);
    }

    /// <summary>Nothing that is free is like what was described: which requirement left nothing, and how many the others left.</summary>
    public static RedfishMessage NoMatch(AllocationResult.Refused why)
    {
        if (why.ReservationId is { } reservation)
        {
            return MessageRegistries.Composition.Message(
                "ConstrainedResourceAlreadyReserved", [reservation], $"What would do is reserved by {reservation}.", "Wait until the reservation ends, or give its id.");
        }

        var type = Types.GetValueOrDefault(why.Counts[^1].Filter, "ComputerSystem");
        var counts = string.Join(" -> ", why.Counts.Select(c => $"{c.Filter}: {c.Left}").Prepend($"available: {why.Available}"));
        return MessageRegistries.Composition.Message(
            "NoResourceMatch", [type], $"{why.Reason} Left by each requirement: {counts}.",
            why.Nearest is [var nearest, ..] ? $"Ask for the same {nearest}; that would succeed now." : "Ask for less, or free something first.",
            why.Nearest is [{ Item: ['#', ..] item }, ..] ? [item] : null);
    }

    /// <inheritdoc cref="NoMatch"/>
    public static IResult Refuse(AllocationResult.Refused why) => RedfishErrors.Answer(StatusCodes.Status409Conflict, [NoMatch(why)]);

    // What was no URI of the right kind stands as it was sent.
    private static string UriOf(BlockProblem problem) =>
        problem.Block.StartsWith('/') ? problem.Block
        : problem.Kind == BlockProblemKind.NoSuchSystem ? $"{SystemUris.Systems}/{problem.Block}" : CompositionUris.Zone(problem.Block);

    private static bool IsOfTheMoment(BlockProblemKind kind) => kind is
        BlockProblemKind.InUse or BlockProblemKind.Reserved or BlockProblemKind.NameTaken or BlockProblemKind.BlockNameTaken or BlockProblemKind.Registered or BlockProblemKind.SystemIsOn or BlockProblemKind.SystemIsBusy;
}
