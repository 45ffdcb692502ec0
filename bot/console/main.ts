import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/el-button.css';
import 'element-plus/theme-chalk/el-input.css';
import 'element-plus/theme-chalk/el-dialog.css';
import 'element-plus/theme-chalk/el-overlay.css';
import 'element-plus/theme-chalk/el-message.css';
import './style.css';
import './bench.css';
import './talk.css';
import './ticket.css';
import './call.css';
import './narrow.css';
import { createApp } from 'vue';
import ConsoleApp from './console-app.vue';

createApp(ConsoleApp).mount('#app');
