using Simulator.Faces;

namespace Simulator.Ironic;

/// <summary>
/// The fake Ironic: the Bare Metal API from 1.1 on over nodes of its own, whose machines it reaches by Redfish alone. This
/// page lists all it answers.
/// </summary>
/// <param name="Face">The server, not yet started.</param>
/// <param name="Nodes">For the page.</param>
public sealed record IronicFace(Face Face, IronicNodes Nodes)
{
    public static IronicFace Create(FaceSettings settings, SimulatorWorld world, IronicSettings ironic)
    {
        var transports = new BmcTransports(ironic);
        var hardware = new EnabledHardware(
            new RedfishHardware(new RedfishClient(world.Clock, ironic, transports), ironic),
            new FakeHardware(),
            new ValenceHardware(new ValenceClient(world.Clock, ironic, transports), ironic));
        var history = new NodeHistory(world.Seed, world.Clock);
        var nodes = new IronicNodes(world.Clock, history);
        var conductor = new Conductor(world, ironic, hardware, nodes, history);
        var requestIds = new RequestIds(world.Seed);
        var versions = new VersionPipeline(ironic);
        var agents = new AgentClient(world.Clock, ironic);
        var face = Face.Create(
            settings,
            world,
            builder => builder.Services
                .AddSingleton(_ => transports)
                .AddSingleton(_ => agents)
                .AddSingleton(conductor)
                .AddHostedService<PowerSync>(),
            app => Map(app, conductor, agents, versions, requestIds),
            (context, status, message) => WriteErrorAsync(context, status, message, versions, requestIds));
        return new IronicFace(face, nodes);
    }

    private static void Map(WebApplication app, Conductor conductor, AgentClient agents, VersionPipeline versions, RequestIds requestIds)
    {
        // Made here and disposed by the face.
        _ = (app.Services.GetRequiredService<BmcTransports>(), app.Services.GetRequiredService<AgentClient>());
        var authentication = new BasicAuthentication(conductor.Settings);
        app.Use(requestIds.InvokeAsync);
        app.Use(BareErrors.InvokeAsync);
        app.Use(versions.InvokeAsync);
        app.Use(authentication.InvokeAsync);
        var identity = conductor.Settings.Auth == IronicAuth.Keystone ? new Identity(conductor.Settings, conductor.World) : null;
        if (identity is not null)
        {
            app.Use(new KeystoneAuthentication(identity, conductor.Settings).InvokeAsync);
        }

        app.UseRouting();
        app.Use(ResourceGates.InvokeAsync);
        app.Use(new LockPatience(conductor).InvokeAsync);
        if (identity is not null)
        {
            KeystoneApi.Map(app, identity, conductor.Settings);
        }

        MapAll(app, conductor, agents);
    }

    private static void MapAll(WebApplication app, Conductor conductor, AgentClient agents)
    {
        var powerSteps = new PowerSteps(conductor);
        var provisioning = new Provisioning(conductor, powerSteps, new RamdiskSteps(conductor, powerSteps, agents), new MachineSteps(conductor));
        var nodes = new NodesApi(conductor, provisioning);
        MapDiscovery(app, new Discovery(conductor.Settings));
        MapNodes(app, nodes);
        MapStates(app, conductor, provisioning, new PowerActions(conductor, powerSteps));
        MapNodeSubresources(app, conductor);
        app.MapNmi(conductor);
        app.MapIndicators(conductor);
        app.MapBios(conductor);
        app.MapFirmware(conductor);
        app.MapInventory(conductor);
        app.MapHistory(conductor);
        app.MapVirtualMedia(conductor);
        VendorPassthruApi.Map(app, conductor);
        app.MapPorts(conductor);
        app.MapPortgroups(conductor);
        app.MapVolumes(conductor);
        app.MapChassis(conductor, nodes);
        app.MapAllocations(conductor);
        app.MapDeployTemplates(conductor);
        app.MapRunbooks(conductor);
        app.MapShards(conductor);
        app.MapPost("/v1/events", (Delegate)new EventsApi(conductor).PostAsync).Since(54);
        MapAgents(app, new AgentApi(conductor), new InspectionApi(conductor, provisioning));
        MapDrivers(app, new DriversApi(conductor));
        MapConductors(app, new ConductorsApi(conductor));
    }

    private static void MapAgents(WebApplication app, AgentApi agents, InspectionApi inspection)
    {
        app.MapPost("/v1/continue_inspection", (Delegate)inspection.ContinueAsync).Since(84);
        app.MapGet("/v1/lookup", agents.Lookup).Since(22);
        app.MapPost("/v1/heartbeat/{node}", agents.HeartbeatAsync).Since(22);
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
        var states = new NodeStatesApi(conductor, provisioning);
        app.MapGet("/v1/nodes/{node}/states", states.Show);
        app.MapPut("/v1/nodes/{node}/states/provision", new ProvisionApi(conductor, provisioning).PutAsync);
        app.MapPut("/v1/nodes/{node}/states/power", new PowerApi(conductor, power).PutAsync);
        app.MapPut("/v1/nodes/{node}/states/boot_mode", new BootModeApi(conductor).PutAsync).Since(76);
        app.MapPut("/v1/nodes/{node}/states/secure_boot", new SecureBootApi(conductor).PutAsync).Since(76);
        app.MapPut("/v1/nodes/{node}/states/raid", new RaidApi(conductor).PutAsync).Since(12);
        var console = new ConsoleApi(conductor);
        app.MapGet("/v1/nodes/{node}/states/console", console.Show);
        app.MapPut("/v1/nodes/{node}/states/console", console.PutAsync);
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

    private static void MapDrivers(WebApplication app, DriversApi drivers)
    {
        app.MapGet("/v1/drivers", drivers.List);
        app.MapGet("/v1/drivers/{driver}", drivers.Show);
        app.MapGet("/v1/drivers/{driver}/properties", drivers.Properties);
        app.MapGet("/v1/drivers/{driver}/raid/logical_disk_properties", drivers.RaidProperties).Since(12);
        app.MapGet("/v1/drivers/{driver}/vendor_passthru/methods", drivers.VendorMethods);
        app.Map("/v1/drivers/{driver}/vendor_passthru", (HttpContext context, string driver) => drivers.CallVendorAsync(context, driver, context.Request.Query["method"]));
        app.Map("/v1/drivers/{driver}/vendor_passthru/{method}", (HttpContext context, string driver, string method) => drivers.CallVendorAsync(context, driver, method));
    }

    private static void MapConductors(WebApplication app, ConductorsApi conductors)
    {
        app.MapGet("/v1/conductors", conductors.List).Since(49);
        app.MapGet("/v1/conductors/{host}", conductors.Show).Since(49);
    }

    /// <summary>Answers that are written outside the face's pipeline: of a fault rule, of a bug, of a body that is too large.</summary>
    private static Task WriteErrorAsync(HttpContext context, int status, string message, VersionPipeline versions, RequestIds requestIds)
    {
        requestIds.Add(context);
        versions.WriteRange(context.Response);
        return new IronicError(status, message).ExecuteAsync(context);
    }
}
