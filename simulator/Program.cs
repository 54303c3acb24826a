using Simulator.Start;

return await SimulatorProgram.RunAsync(args);
