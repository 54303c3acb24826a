using Simulator.Faces;

namespace Simulator.Ironic;

/// <summary>
/// The fake Ironic: the Bare Metal API 1.1 to 1.82 over nodes of its own, whose machines it reaches by Redfish alone. This
/// page lists all it answers.
/// </summary>
/// <param name="Face">The server, not yet started.</param>
/// <param name="Nodes">For the page.</param>
public sealed record IronicFace(Face Face, IronicNodes Nodes)
{
    public static IronicFace Create(FaceSettings settings, SimulatorWorld world, IronicSettings ironic)
    {
        var transports = new BmcTransports(ironic);
        var hardware = new EnabledHardware(new RedfishHardware(new RedfishClient(world.Clock, ironic, transports)), new FakeHardware());
        var nodes = new IronicNodes(world.Clock);
        var conductor = new Conductor(world, ironic, hardware, nodes);
        var requestIds = new RequestIds(world.Seed);
        var face = Face.Create(
            settings,
            world,
            builder => builder.Services
                .AddSingleton(_ => transports)
                .AddSingleton(conductor)
                .AddHostedService<PowerSync>(),
            app => Map(app, conductor, requestIds),
            (context, status, message) => WriteErrorAsync(context, status, message, requestIds));
        return new IronicFace(face, nodes);
    }

    private static void Map(WebApplication app, Conductor conductor, RequestIds requestIds)
    {
        _ = app.Services.GetRequiredService<BmcTransports>();
        var authentication = new BasicAuthentication(conductor.Settings);
        app.Use(requestIds.InvokeAsync);
        app.Use(BareErrors.InvokeAsync);
        app.Use(VersionPipeline.InvokeAsync);
        app.Use(authentication.InvokeAsync);
        app.UseRouting();
        app.Use(ResourceGates.InvokeAsync);
        MapAll(app, conductor);
    }

    private static void MapAll(WebApplication app, Conductor conductor)
    {
        var powerSteps = new PowerSteps(conductor);
        var provisioning = new Provisioning(conductor, powerSteps);
        var chassis = new IronicChassis();
        var nodes = new NodesApi(conductor, provisioning, chassis);
        MapDiscovery(app, new Discovery(conductor.Settings));
        MapNodes(app, nodes);
        MapStates(app, conductor, provisioning, new PowerActions(conductor, powerSteps));
        MapNodeSubresources(app, conductor);
        MapPorts(app, new PortsApi(conductor));
        MapChassis(app, new ChassisApi(conductor, chassis, nodes));
        MapDrivers(app, new DriversApi(conductor));
        MapConductors(app, new ConductorsApi(conductor));
        app.MapNotImplemented();
    }

    private static void MapDiscovery(WebApplication app, Discovery discovery)
    {
        app.MapGet("/", discovery.Root);
        app.MapGet("/v1", discovery.V1);
    }

    private static void MapNodes(WebApplication app, NodesApi nodes)
    {
        app.MapGet("/v1/nodes", nodes.List);
        app.MapPost("/v1/nodes", (Delegate)nodes.CreateAsync);
        app.MapGet("/v1/nodes/detail", nodes.Detail);
        app.MapGet("/v1/nodes/{node}", nodes.Show);
        app.MapPatch("/v1/nodes/{node}", nodes.PatchAsync);
        app.MapDelete("/v1/nodes/{node}", nodes.Delete);
    }

    private static void MapStates(WebApplication app, Conductor conductor, Provisioning provisioning, PowerActions power)
    {
        var states = new NodeStatesApi(conductor);
        app.MapGet("/v1/nodes/{node}/states", states.Show);
        app.MapPut("/v1/nodes/{node}/states/provision", new ProvisionApi(conductor, provisioning).PutAsync);
        app.MapPut("/v1/nodes/{node}/states/power", new PowerApi(conductor, power).PutAsync);
        app.MapPut("/v1/nodes/{node}/states/boot_mode", new BootModeApi(conductor).PutAsync).Since(76);
        app.MapMethods("/v1/nodes/{node}/states/console", ["GET", "PUT"], states.NoConsole);
        app.MapGet("/v1/nodes/{node}/vendor_passthru/methods", states.VendorMethods);
        app.MapGet("/v1/nodes/{node}/validate", states.Validate);
    }

    private static void MapNodeSubresources(WebApplication app, Conductor conductor)
    {
        var bootDevice = new BootDeviceApi(conductor);
        app.MapGet("/v1/nodes/{node}/management/boot_device", bootDevice.ShowAsync);
        app.MapPut("/v1/nodes/{node}/management/boot_device", bootDevice.SetAsync);
        app.MapGet("/v1/nodes/{node}/management/boot_device/supported", bootDevice.Supported);

        var maintenance = new MaintenanceApi(conductor);
        app.MapPut("/v1/nodes/{node}/maintenance", maintenance.SetAsync);
        app.MapDelete("/v1/nodes/{node}/maintenance", maintenance.Unset);

        var traits = new TraitsApi(conductor);
        app.MapGet("/v1/nodes/{node}/traits", traits.List).Since(37);
        app.MapPut("/v1/nodes/{node}/traits", traits.ReplaceAsync).Since(37);
        app.MapDelete("/v1/nodes/{node}/traits", traits.RemoveAll).Since(37);
        app.MapPut("/v1/nodes/{node}/traits/{trait}", traits.Add).Since(37);
        app.MapDelete("/v1/nodes/{node}/traits/{trait}", traits.Remove).Since(37);

        var vifs = new VifsApi(conductor);
        app.MapGet("/v1/nodes/{node}/vifs", vifs.List).Since(28);
        app.MapPost("/v1/nodes/{node}/vifs", vifs.AttachAsync).Since(28);
        app.MapDelete("/v1/nodes/{node}/vifs/{vif}", vifs.Detach).Since(28);
    }

    private static void MapPorts(WebApplication app, PortsApi ports)
    {
        app.MapGet("/v1/ports", ports.List);
        app.MapPost("/v1/ports", (Delegate)ports.CreateAsync);
        app.MapGet("/v1/ports/detail", ports.Detail);
        app.MapGet("/v1/ports/{port}", ports.Show);
        app.MapPatch("/v1/ports/{port}", ports.PatchAsync);
        app.MapDelete("/v1/ports/{port}", ports.Delete);
        app.MapGet("/v1/nodes/{node}/ports", ports.OfNode);
        app.MapGet("/v1/nodes/{node}/ports/detail", ports.OfNodeDetail);
    }

    private static void MapChassis(WebApplication app, ChassisApi chassis)
    {
        app.MapGet("/v1/chassis", chassis.List);
        app.MapPost("/v1/chassis", (Delegate)chassis.CreateAsync);
        app.MapGet("/v1/chassis/detail", chassis.Detail);
        app.MapGet("/v1/chassis/{uuid}", chassis.Show);
        app.MapPatch("/v1/chassis/{uuid}", chassis.PatchAsync);
        app.MapDelete("/v1/chassis/{uuid}", chassis.Delete);
        app.MapGet("/v1/chassis/{uuid}/nodes", chassis.Nodes);
    }

    private static void MapDrivers(WebApplication app, DriversApi drivers)
    {
        app.MapGet("/v1/drivers", drivers.List);
        app.MapGet("/v1/drivers/{driver}", drivers.Show);
        app.MapGet("/v1/drivers/{driver}/properties", drivers.Properties);
        app.MapGet("/v1/drivers/{driver}/vendor_passthru/methods", drivers.VendorMethods);
    }

    private static void MapConductors(WebApplication app, ConductorsApi conductors)
    {
        app.MapGet("/v1/conductors", conductors.List).Since(49);
        app.MapGet("/v1/conductors/{host}", conductors.Show).Since(49);
    }

    /// <summary>Answers that are written outside the face's pipeline: of a fault rule, of a bug, of a body that is too large.</summary>
    private static Task WriteErrorAsync(HttpContext context, int status, string message, RequestIds requestIds)
    {
        requestIds.Add(context);
        VersionPipeline.WriteRange(context.Response);
        return new IronicError(status, message).ExecuteAsync(context);
    }
}
