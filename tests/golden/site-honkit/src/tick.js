setInterval(tick, 1000);
