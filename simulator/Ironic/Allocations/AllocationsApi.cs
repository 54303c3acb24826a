namespace Simulator.Ironic;

/// <summary>The collection <c>/v1/allocations</c>, and the allocation of a node.</summary>
internal static class AllocationsApi
{
    public static void MapAllocations(this WebApplication app, Conductor conductor)
    {
        var work = new AllocationWork(conductor);
        var api = new CollectionApi<IronicAllocation>(conductor.Settings, conductor.Allocations, Kind(conductor, work), new IronicAllocation());
        app.MapCollection("allocations", api, since: 52, patchSince: 57);
        app.MapGet("/v1/nodes/{node}/allocation", (HttpContext context, string node) => Of(context, node, found => api.Show(context, found.Uuid))).Since(52);
        app.MapDelete("/v1/nodes/{node}/allocation", (HttpContext context, string node) => Of(context, node, found => api.Delete(context, found.Uuid))).Since(52);

        IResult Of(HttpContext context, string node, Func<IronicAllocation, IResult> answer)
        {
            var found = conductor.FindNode(context, node);
            return found.Error is not null ? found.Error
                : found.Value.AllocationUuid is { } uuid && conductor.Allocations.Find(uuid) is { } allocation ? answer(allocation)
                : new IronicError(404, $"Allocation for node {found.Value.Uuid} could not be found.");
        }
    }

    private static ResourceKind<IronicAllocation> Kind(Conductor conductor, AllocationWork work) => new("Allocation", "allocations", AllocationFields.Table)
    {
        Filters = new Dictionary<string, int>(StringComparer.Ordinal) { ["node"] = 52, ["resource_class"] = 52, ["state"] = 52, ["owner"] = 60 },
        Filter = (all, query, version) => conductor.OfNode(
            [
                .. all.Where(a => query.Text("resource_class") is not { } wanted || a.ResourceClass == wanted)
                    .Where(a => query.Text("state") is not { } wanted || a.State == wanted)
                    .Where(a => query.Text("owner") is not { } wanted || a.Owner == wanted),
            ],
            a => a.NodeUuid ?? "", query.Text("node"), version),
        Resolve = (former, allocation) => former is null ? Resolve(conductor, allocation) : allocation,
        RefuseDelete = work.RefuseDelete,
        AfterCreate = work.Start,
        AfterDelete = work.LetGo,
    };

    /// <summary>A creation names its candidates by UUID or name, and needs a resource class unless it backfills.</summary>
    private static Outcome<IronicAllocation> Resolve(Conductor conductor, IronicAllocation allocation)
    {
        if (allocation.NodeUuid is { } backfill)
        {
            return allocation.CandidateNodes.Count > 0
                ? IronicErrors.Invalid("Only one of \"node\" and \"candidate_nodes\" can be given.")
                : Backfill(conductor, allocation, backfill);
        }

        if (allocation.ResourceClass is null)
        {
            return IronicErrors.Invalid("The resource_class is mandatory when not backfilling");
        }

        var found = allocation.CandidateNodes.Select(c => (Named: c, Node: conductor.Nodes.Find(c, ApiVersion.Oldest with { Minor = 52 }))).ToList();
        var unknown = found.Where(f => f.Node is null).Select(f => f.Named).ToList();
        return unknown.Count > 0
            ? IronicErrors.Invalid(string.Join(' ', unknown.Select(u => $"Node {u} could not be found.")))
            : allocation with { CandidateNodes = [.. found.Select(f => f.Node!.Uuid)] };
    }

    private static Outcome<IronicAllocation> Backfill(Conductor conductor, IronicAllocation allocation, string named)
    {
        if (conductor.Nodes.Find(named, ApiVersion.Oldest with { Minor = 58 }) is not { } node)
        {
            return IronicErrors.Invalid($"Node {named} could not be found.");
        }

        if (allocation.ResourceClass is { } wanted && wanted != node.ResourceClass)
        {
            return IronicErrors.Invalid($"Node {node.Uuid} is of the resource class {node.ResourceClass ?? "(none)"}, not {wanted}.");
        }

        return allocation with { NodeUuid = node.Uuid, ResourceClass = node.ResourceClass, Traits = allocation.Traits, CandidateNodes = [node.Uuid] };
    }
}
