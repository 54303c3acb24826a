using Simulator.Faces;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>The pod manager's face. This page reads as the Redfish tree.</summary>
public static class RedfishFace
{
    public static Face Create(FaceSettings settings, SimulatorWorld world, Pod pod, RedfishSettings redfish)
    {
        var accounts = new KnownAccounts(redfish, world.Clock);
        var sessions = new LoginSessions(redfish, accounts, world.Clock);
        var power = new PowerWork(pod, world.Work);
        var bmc = new BmcWork(pod, world.Work);
        var composition = new CompositionWork(pod, world.Work);
        return Face.Create(
            settings, world, _ => { }, app => Map(app, settings, world, pod, accounts, sessions, power, bmc, composition, redfish), RedfishErrors.WriteAsync);
    }

    private static void Map(
        WebApplication app, FaceSettings face, SimulatorWorld world, Pod pod, KnownAccounts accounts, LoginSessions sessions, PowerWork power, BmcWork bmc,
        CompositionWork composition, RedfishSettings redfish)
    {
        app.Use(RedfishProtocol.AddHeadersAsync);
        app.Use((context, next) => RedfishAuthentication.InvokeAsync(context, next, sessions, accounts, redfish));
        app.Use(RedfishProtocol.RefuseAsync);
        app.Use((context, next) => DarkBmc.InvokeAsync(context, next, pod));
        app.UseRouting();
        var (kinds, subscriptions, tasks) = (new RouteKinds(), new Subscriptions(), new PodTasks(pod, world.Work));
        var authorization = new RedfishAuthorization(kinds, sessions, subscriptions);
        app.Use(authorization.InvokeAsync);
        new RedfishRoutes(app, kinds, authorization.MayRead, new ResourceChanges(world.Journal, kinds))
            .MapServiceRoot(pod)
            .MapSessions(sessions, accounts)
            .MapAccounts(accounts)
            .MapChassis(pod)
            .MapSystems(pod, power)
            .MapManagers(pod, bmc)
            .MapPodNetworkProtocol(app, pod, redfish)
            .MapCertificates(face.Certificate)
            .MapFabrics(pod)
            .MapComposedNodes(pod, power, composition)
            .MapAggregation(pod, power, world.Work)
            .MapTasks(tasks)
            .MapEvents(app, world, pod, tasks, subscriptions, redfish)
            .MapRegistries();
        app.MapFallback((HttpContext context) => RedfishErrors.NotFound(context.Request.Path));
    }
}
