using System.Text.Json;
using Simulator.Faces;
using Simulator.Hardware;
using Simulator.Hardware.Composition;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>The pod manager's face. This page reads as the Redfish tree.</summary>
public static class RedfishFace
{
    /// <param name="power">Shared with others that switch systems; null makes one.</param>
    public static Face Create(FaceSettings settings, SimulatorWorld world, Pod pod, RedfishSettings redfish, PowerWork? power = null)
    {
        var accounts = new KnownAccounts(redfish, world.Clock);
        var sessions = new LoginSessions(redfish, accounts, world.Clock);
        power ??= new PowerWork(pod, world.Work);
        var bmc = new BmcWork(pod, world.Work);
        var storage = new StorageWork(pod, world.Work);
        var composition = new CompositionWork(pod, world.Work, storage);
        var discovery = new DiscoveryWork(pod, world.Work);
        var updates = new UpdateWork(pod, world.Work, power, bmc);
        return Face.Create(
            settings, world, _ => { },
            app => Map(app, settings, world, pod, accounts, sessions, power, bmc, composition, storage, discovery, updates, redfish), RedfishErrors.WriteAsync);
    }

    /// <summary>Reads a body of Allocate as a request would be read, and tries it on paper.</summary>
    /// <returns>What is wrong with it; resources that it names and that are not there; what would come of it, when neither is the case.</returns>
    public static (IReadOnlyList<string> Problems, IReadOnlyList<string> Missing, AllocationExplanation? Explanation) Explain(
        Pod pod, RedfishProfile profile, JsonElement body)
    {
        var (request, problems, missing) = AllocationRequestReader.Read(body, pod, profile);
        return (
            [.. problems.Select(p => $"{string.Join(", ", p.Related ?? [])}: {p.Message}")], missing,
            problems.Count + missing.Count == 0 ? pod.Explain(request) : null);
    }

    /// <summary>Likewise a body that could be posted to systems or resource blocks, or a manifest; null for any other.</summary>
    public static (IReadOnlyList<string> Problems, IReadOnlyList<(string? Id, string Type, StepExplanation Step)> Stanzas)? ExplainComposition(Pod pod, JsonElement body)
    {
        if (!CompositionExplainer.IsComposition(body))
        {
            return null;
        }

        var (problems, stanzas) = CompositionExplainer.Explain(pod, CompositionPolicy.Factory, body);
        return ([.. problems.Select(p => $"{string.Join(", ", p.Related ?? [])}: {p.Message}")], [.. stanzas.Select(s => (s.Id, s.Type, s.Step))]);
    }

    private static void Map(
        WebApplication app, FaceSettings face, SimulatorWorld world, Pod pod, KnownAccounts accounts, LoginSessions sessions, PowerWork power, BmcWork bmc,
        CompositionWork composition, StorageWork storage, DiscoveryWork discovery, UpdateWork updates, RedfishSettings redfish)
    {
        app.UseProfile(redfish.Profile, pod, discovery);
        app.Use(RedfishProtocol.AddHeadersAsync);
        app.Use((context, next) => RedfishAuthentication.InvokeAsync(context, next, sessions, accounts, redfish));
        app.UseProfilePaths(redfish.Profile, pod);
        app.Use(RedfishProtocol.RefuseAsync);
        app.Use((context, next) => DarkBmc.InvokeAsync(context, next, pod));
        app.UseRouting();
        var kept = redfish.SubscriptionsFile is { } file ? new KeptSubscriptions(file, world.Loggers.CreateLogger<KeptSubscriptions>()) : null;
        var (kinds, subscriptions, tests) = (new RouteKinds(), new Subscriptions(kept), new TestEvents(world.Journal));
        var jobs = new PodJobs(world.Work, new JobWork(pod, world.Work, power, world.Clock), world.Clock);
        var tasks = new PodTasks(pod, world.Work, updates, world.Clock);
        var settings = new CompositionSettings();
        var systems = new SystemComposition(pod, composition, tasks, settings);
        var authorization = new RedfishAuthorization(kinds, sessions, subscriptions);
        app.Use(authorization.InvokeAsync);
        new RedfishRoutes(app, kinds, authorization.MayRead, new ResourceChanges(world.Journal, kinds))
            .MapServiceRoot(pod)
            .MapSessions(sessions, accounts)
            .MapAccounts(accounts)
            .MapChassis(pod, power, redfish.Profile)
            .MapSystems(pod, power, storage, systems, redfish.Profile)
            .MapStorageServices(pod, storage, redfish.Profile)
            .MapOfRelease(redfish.Profile, pod, storage, discovery)
            .MapManagers(pod, bmc)
            .MapPodNetworkProtocol(app, pod, redfish)
            .MapCertificates(face.Certificate)
            .MapFabrics(pod)
            .MapCables(pod)
            .MapEthernetSwitches(pod)
            .MapFacilities(pod)
            .MapThermalEquipment(pod)
            .MapPowerEquipment(pod, new OutletWork(pod, world.Work))
            .MapPartMetrics(pod)
            .MapComposedNodes(pod, power, composition, new NodePartsWork(pod, world.Work), redfish.Profile)
            .MapComposition(pod, composition, systems, settings)
            .MapAggregation(pod, power, world.Work)
            .MapTasks(tasks)
            .MapJobs(pod, jobs)
            .MapUpdate(pod, updates, tasks)
            .MapEvents(app, world, pod, tasks, jobs, tests, subscriptions, redfish)
            .MapTelemetry(app, pod, tests, world.Clock)
            .MapRegistries();
        app.MapFallback((HttpContext context) => RedfishErrors.NotFound(context.Request.Path));
    }
}
