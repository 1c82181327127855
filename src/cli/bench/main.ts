import { benchSimulation } from './simulationBench.ts';
for (let i = 0; i < 5; i++) { const f = benchSimulation(1 + i); console.log((f.virtualSeconds / f.realSeconds).toFixed(0), 'virtual s/s', f); }
